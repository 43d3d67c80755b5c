"""Checks a folder with the layout of a Maven repository against the rules of Maven Central, without a network:

    python3 .ci/central.py FOLDER VERSION MODULE…

The rules are those that Central publishes as its requirements: coordinates, sources and Javadoc, checksums, signatures,
and in the project descriptor a name, a description, an address, licences, developers and the version control."""

import hashlib
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
import zipfile

NAMESPACE = "{http://maven.apache.org/POM/4.0.0}"
REQUIRED = [
    "name",
    "description",
    "url",
    "licenses/license/name",
    "licenses/license/url",
    "developers/developer/name",
    "developers/developer/organization",
    "scm/connection",
    "scm/developerConnection",
    "scm/url",
]
failures = []


def fail(where, what):
    failures.append(f"{where}: {what}")


def element(pom, path):
    return pom.find("/".join(NAMESPACE + part for part in path.split("/")))


def text(pom, path):
    found = element(pom, path)
    return (found.text or "").strip() if found is not None else ""


def pom_of(artifact):
    return xml.parse(folder / "dev/ormtracing" / artifact / version / f"{artifact}-{version}.pom").getroot()


def inherited(pom, path):
    """An empty text where neither the descriptor nor its parent has it."""
    value = text(pom, path)
    if not value and path != "name" and path != "description" and text(pom, "parent/artifactId"):
        value = text(pom_of(text(pom, "parent/artifactId")), path)
    return value


def check_file(file):
    for suffix, algorithm in (".md5", "md5"), (".sha1", "sha1"):
        checksum = file.with_name(file.name + suffix)
        if not checksum.exists():
            fail(file, f"no {suffix}")
        elif checksum.read_text().split()[0] != hashlib.new(algorithm, file.read_bytes()).hexdigest():
            fail(file, f"wrong {suffix}")
    signature = file.with_name(file.name + ".asc")
    if not signature.exists():
        fail(file, "no signature")
    elif subprocess.run(["gpg", "--batch", "--verify", signature, file], capture_output=True).returncode != 0:
        fail(file, "its signature does not verify")


def check_jar(file, needed):
    with zipfile.ZipFile(file) as jar:
        names = jar.namelist()
        if not any(name.endswith(needed) for name in names):
            fail(file, f"has no {needed}")
        if needed == ".class":
            for licence in "META-INF/LICENSE", "META-INF/NOTICE":
                if licence not in names:
                    fail(file, f"has no {licence}")
            manifest = jar.read("META-INF/MANIFEST.MF").decode()
            if "module-info.class" not in names and "Automatic-Module-Name:" not in manifest:
                fail(file, "names no module")
            if "module-info.class" in names and "Bundle-SymbolicName:" not in manifest:
                fail(file, "is no OSGi bundle")


def check(artifact):
    home = folder / "dev/ormtracing" / artifact / version
    stem = f"{artifact}-{version}"
    if not (home / f"{stem}.pom").exists():
        return fail(artifact, "was not deployed")
    pom = pom_of(artifact)
    if text(pom, "artifactId") != artifact or (text(pom, "version") or text(pom, "parent/version")) != version:
        fail(artifact, "its coordinates are not those of its folder")
    for path in REQUIRED:
        if not inherited(pom, path):
            fail(artifact, f"no {path}")
    for forbidden in "repositories", "pluginRepositories":
        if element(pom, forbidden) is not None:
            fail(artifact, f"its descriptor names {forbidden}")
    if "-SNAPSHOT" in (home / f"{stem}.pom").read_text():
        fail(artifact, "its descriptor names a snapshot")
    expected = {f"{stem}.pom"}
    if text(pom, "packaging") != "pom":
        expected |= {f"{stem}.jar", f"{stem}-sources.jar", f"{stem}-javadoc.jar", f"{stem}-cyclonedx.json"}
        for suffix, needed in (".jar", ".class"), ("-sources.jar", ".java"), ("-javadoc.jar", "index.html"):
            if (home / (stem + suffix)).exists():
                check_jar(home / (stem + suffix), needed)
    files = {file.name for file in home.iterdir()}
    for missing in expected - files:
        fail(artifact, f"{missing} is missing")
    for name in files:
        if not re.search(r"\.(md5|sha1|sha256|sha512|asc)$", name):
            if not name.startswith(stem):
                fail(artifact, f"{name} does not belong here")
            check_file(home / name)


folder, version = pathlib.Path(sys.argv[1]), sys.argv[2]
artifacts = [text(xml.parse(pathlib.Path(module) / "pom.xml").getroot(), "artifactId") for module in [".", *sys.argv[3:]]]
for each in artifacts:
    check(each)
versions = (folder / f"dev/ormtracing/orm-tracing-bom/{version}/orm-tracing-bom-{version}.pom").read_text()
for each in artifacts:
    if text(pom_of(each), "packaging") != "pom" and f"<artifactId>{each}</artifactId>" not in versions:
        fail("orm-tracing-bom", f"has no {each}")
for more in sorted({path.name for path in (folder / "dev/ormtracing").iterdir()} - set(artifacts)):
    fail(more, "is deployed, but no published module")
print("\n".join(failures) if failures else f"{len(artifacts)} artifacts meet the rules of Maven Central")
sys.exit(bool(failures))
