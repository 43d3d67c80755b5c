"""Looks at each fenced block of the pages: runs, compiles or parses it, or finds the reason why not in .ci/docs.txt.

Arguments: a folder to work in, which has the class path that examples are compiled with; --list only lists.
"""

import glob
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree
import zipfile

PAGES = ["README.md", "CONTRIBUTING.md", "RELEASING.md", "VERSIONING.md", "SECURITY.md", "benchmarks/README.md"]
PAGES += sorted(glob.glob("docs/*.md")) + sorted(glob.glob("examples/*/README.md"))

FENCED = re.compile(r"^( *)```(\S*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"(mvn|java|python3|\.ci/\w+|curl|docker|git|npm|export) ?")

# What programs print: spans, lines of the log, messages of assertions.
OUTPUT = re.compile(
    r" *([\d.]+ (µs|ms|s) |(transaction|start_transaction|commit_transaction|operation|connect|disconnect|db_query"
    r"|flush|http|application|GET|POST|orm\.[\w.]+|db_client_\w+|orm_\w+)\b|Expecting |N\+1: |Unbatched writes: |Slow: "
    r"|[\w.]+ is over its budget|[\w.]+\.[\w.]+$|`\w+\.\w+`: |\d\d:\d\d:\d\d|[A-Z][a-z]{2} \d\d, \d{4} |WARNING|INFO"
    r"|Tracing the |select |update |insert |jdbc:|orm-tracing-\w+ +dev\.ormtracing)"
)
IMPORTS = """
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import dev.ormtracing.console.*;
import dev.ormtracing.core.*;
import dev.ormtracing.hibernate.*;
import dev.ormtracing.jdbc.*;
import dev.ormtracing.spring.*;
import dev.ormtracing.testing.*;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.*;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.*;
import java.nio.file.Path;
import java.util.*;
import javax.sql.*;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Bean;
"""

# What stands around an example on its page.
TYPES = """
interface Users { void show(long id); }
final class Tenant { static String current() { return ""; } }
"""
CONTEXT = """
    DataSource dataSource; XADataSource xaDataSource; ConnectionPoolDataSource connectionPoolDataSource;
    OpenTelemetry openTelemetry; OrmTracing tracing; Map<String, Object> properties; Traces traces;
    SpanExporter exporter; Users users; long id;
"""


class Failed(Exception):
    pass


def read(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


class Block:
    def __init__(self, page, match):
        self.page = page
        self.line = match.string[: match.start()].count("\n") + 1
        self.language = match.group(2)
        self.text = re.sub(f"^{match.group(1)}", "", match.group(3), flags=re.MULTILINE)
        self.first = next((line.strip() for line in self.text.splitlines() if line.strip()), "")

    @property
    def place(self):
        return f"{self.page}:{self.line}"

    def commands(self):
        joined = re.sub(r"\\\n *", "", self.text)
        lines = (re.sub(r"(^|\s)#\s.*", "", line).strip() for line in joined.splitlines())
        return [line for line in lines if line]


def blocks():
    return [Block(page, match) for page in PAGES for match in FENCED.finditer(read(page))]


class Reasons:
    """Lines of .ci/docs.txt: page | how the block or command begins, or its language | why it is not run here."""

    def __init__(self):
        lines = [line for line in read(".ci/docs.txt").splitlines() if line.strip() and not line.startswith("#")]
        self.known = [[part.strip() for part in line.split(" | ")] for line in lines]
        self.used = set()

    def of(self, block, text):
        for number, (page, start, reason) in enumerate(self.known):
            if page == block.page and (start == f"[{block.language}]" or text.startswith(start)):
                self.used.add(number)
                return reason
        return None

    def unused(self):
        return [" | ".join(line) for number, line in enumerate(self.known) if number not in self.used]


# Commands


def arguments(command):
    """The arguments of one command, those with lists one by one; without what only makes it quieter."""
    found = set()
    for word in shlex.split(command):
        for flag in ("-P", "-pl"):
            if word.startswith(flag) and word != flag and flag == "-P":
                found.update(flag + part for part in word[len(flag) :].split(","))
                break
        else:
            found.add(word)
    return found - {"-B", "-q"}


def ci_commands():
    """What .ci/run does, and the scripts that it calls."""
    texts, names = [read(".ci/run")], {".ci/run"}
    for text in texts:
        for name in re.findall(r"(?<![\w/])\.ci/[a-z]+\b(?!\.)", text):
            if name not in names and os.path.isfile(name):
                names.add(name)
                texts.append(read(name))
    lines = [line.strip() for text in texts for line in re.sub(r"\\\n *", "", text).splitlines()]
    commands = []
    for line in lines:
        try:
            if COMMAND.match(line):
                commands.append(arguments(line.split(" || ")[0].split(" <")[0]))
        except ValueError:
            pass  # Half of a quotation.
    return commands


def check_mvn(command):
    """Whether the modules, profiles and tests exist that it names."""
    words = shlex.split(command)
    poms = "".join(read(pom) for pom in glob.glob("**/pom.xml", recursive=True) if "/target/" not in pom)
    for before, word in zip([""] + words, words):
        if before == "-pl":
            for module in word.split(","):
                if not re.search(r"[$<]", module) and not os.path.isfile(f"{module.lstrip('!')}/pom.xml"):
                    raise Failed(f"there is no module {module}")
        if re.match(r"-P\w", word):
            for profile in word[2:].split(","):
                if f"<id>{profile}</id>" not in poms:
                    raise Failed(f"there is no profile {profile}")
        test = re.match(r"-D(?:test|it|it\.test)=(\w+)", word)
        if test and test.group(1) != "None" and not glob.glob(f"**/{test.group(1)}.java", recursive=True):
            raise Failed(f"there is no test {test.group(1)}")


def what_becomes_of_command(block, command, known, reasons):
    if command.startswith("mvn "):
        check_mvn(command)
    reason = reasons.of(block, command)
    if reason:
        return f"not run here: {reason}"
    if any(arguments(command) <= run for run in known):
        return "run by .ci/run"
    raise Failed(f"neither .ci/run does this, nor does .ci/docs.txt say why not: {command}")


# Configuration


def check_xml(block):
    version = re.search(r"<version>(.*?)</version>", read("pom.xml")).group(1)
    root = xml.etree.ElementTree.fromstring(f"<all>{block.text}</all>")
    for dependency in root.iter("dependency"):
        if dependency.findtext("groupId") == "dev.ormtracing":
            if dependency.findtext("version") != version:
                raise Failed(f"the version is not {version}")
            if not os.path.isdir(dependency.findtext("artifactId")):
                raise Failed(f"there is no {dependency.findtext('artifactId')}")


def spring_names(class_path):
    names = set()
    for entry in class_path:
        try:
            if os.path.isdir(entry):
                texts = [read(path) for path in glob.glob(f"{entry}/META-INF/spring-configuration-metadata.json")]
            else:
                with zipfile.ZipFile(entry) as jar:
                    name = "META-INF/spring-configuration-metadata.json"
                    texts = [jar.read(name).decode()] if name in jar.namelist() else []
        except (OSError, zipfile.BadZipFile):
            continue
        for text in texts:
            names.update(setting["name"] for setting in json.loads(text).get("properties", []))
    return names


def own_names():
    """Settings of the library itself: of Spring Boot and the console, of the test kit, of Hibernate, of Quarkus."""
    sources = "".join(read(path) for path in glob.glob("orm-tracing-*/src/main/java/**/*.java", recursive=True))
    quarkus = read("orm-tracing-quarkus/src/main/java/dev/ormtracing/quarkus/OrmTracingConfig.java")
    kebab = [re.sub(r"([A-Z])", r"-\1", name).lower() for name in re.findall(r"(\w+)\(\);", quarkus)]
    names = set(re.findall(r'"((?:orm\.tracing|hibernate)\.[\w.-]+)"', sources))
    names |= {"quarkus.orm-tracing." + re.sub(r"n-plus-one", "n-plus-one", name) for name in kebab}
    names |= {f"orm.tracing.testing.check.{name}" for name in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', sources)}
    names.add("hibernate.session_factory.statement_inspector")
    return names


def check_properties(block, names, prefixes):
    for line in block.text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        key = re.split(r"\s*=", line, maxsplit=1)[0]
        if key not in names and not any(key.startswith(prefix) for prefix in prefixes):
            raise Failed(f"nobody knows the setting {key}")


def check_shell(block):
    for line in block.text.splitlines():
        if not re.fullmatch(r"export [A-Z_]+=\S+", line):
            raise Failed(f"is not the export of a variable: {line}")
    subprocess.run(["bash", "-eu", "-c", block.text], check=True)


# Java


def java_source(block, number):
    code = block.text.replace("{ … }", "{}")
    imports = "".join(re.findall(r"^import .*;\n", code, re.MULTILINE))
    code = re.sub(r"^import .*;\n", "", code, flags=re.MULTILINE).strip()
    package = f"docs.example{number}"
    named = re.search(r"^(?:public )?(?:final )?class (\w+)", code, re.MULTILINE)
    if named:
        package = "dev.ormtracing.it.authors" if "AuthorRepository" in code else package
        extra = "import dev.ormtracing.spring.test.*;\n" if "AutoConfigureOrmTracing" in code else ""
        return package, named.group(1), f"package {package};\n{IMPORTS}{extra}{imports}\n{code}\n{TYPES}"
    if code.startswith("@"):
        body = code
    else:
        body = f"void run() throws Exception {{\n{statements(code)}\n}}"
    return package, "Example", f"package {package};\n{IMPORTS}{imports}\nclass Example {{{CONTEXT}{body}\n}}\n{TYPES}"


def statements(code):
    without_comments = re.sub(r"(^|\s)//.*", "", code).rstrip()
    if not without_comments.endswith((";", "}")):
        return f"Object value = {without_comments};"
    declared = re.findall(r"^\w+ (\w+) =", code, re.MULTILINE)
    if len(set(declared)) < len(declared):
        return "\n".join(f"{{ {line} \n}}" for line in code.splitlines())
    return code


def compile_java(work, sources, class_path):
    folder = pathlib.Path(work, "java")
    shutil.rmtree(folder, ignore_errors=True)
    files = []
    for number, (block, _) in enumerate(sources):
        package, name, source = java_source(block, number)
        file = folder / f"{number}" / package.replace(".", "/") / f"{name}.java"
        file.parent.mkdir(parents=True)
        file.write_text(source, encoding="utf-8")
        files.append(str(file))
    java = os.environ.get("JAVA_HOME")
    compiler = f"{java}/bin/javac" if java else "javac"
    options = folder / "options"
    options.write_text(f'-proc:none\n-nowarn\n-d\n"{folder / "classes"}"\n-cp\n"{":".join(class_path)}"\n')
    done = subprocess.run([compiler, f"@{options}", *files], capture_output=True, text=True)
    if done.returncode:
        for number, (block, _) in enumerate(sources):
            print(f"{folder}/{number} is {block.place}")
        sys.exit(done.stderr)


def class_path_of(work):
    entries = read(f"{work}/classpath").strip().split(":")
    own = [path for path in glob.glob("orm-tracing-*/target/classes")]
    home = os.path.expanduser("~/.m2/repository")
    version = re.search(r"<opentelemetry.version>(.*?)<", read("pom.xml")).group(1)
    extra = glob.glob(f"{home}/io/opentelemetry/opentelemetry-sdk-extension-autoconfigure/{version}/*[0-9].jar")
    return own + ["integration-tests/spring-boot/4.1/target/test-classes"] + entries + extra


# What is run here


def compare_baselines(work):
    """The command of docs/testing.md that compares two baselines, with the one that the page shows."""
    page = read("docs/testing.md")
    command = re.search(r"^java -jar orm-tracing-testing-.*\n.*$", page, re.MULTILINE).group(0)
    baseline = next(m.group(3) for m in FENCED.finditer(page) if m.group(3).startswith("com.example.OrderServiceTest."))
    version = re.search(r"<version>(.*?)</version>", read("pom.xml")).group(1)
    folder = pathlib.Path(work, "baseline")
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("main", "target"):
        (folder / name).mkdir(parents=True)
        (folder / name / "orm-baseline.txt").write_text(baseline, encoding="utf-8")
    shutil.copy(f"orm-tracing-testing/target/orm-tracing-testing-{version}.jar", folder)
    subprocess.run(command, shell=True, check=True, cwd=folder)
    for report in ("orm.md", "orm.sarif", "orm-junit.xml"):
        if not (folder / "target" / report).is_file():
            raise Failed(f"no {report} was written")


RUN = {
    "java -jar orm-tracing-testing-": compare_baselines,
    "python3 .ci/house.py all": lambda work: subprocess.run(
        ["python3", ".ci/house.py", "all"], check=True, stdout=subprocess.DEVNULL
    ),
    ".ci/matrix --list": lambda work: subprocess.run([".ci/matrix", "--list"], check=True, stdout=subprocess.DEVNULL),
}


def what_becomes_of(block, known, reasons, java):
    """What is done with it, in words, and what is still to be done."""
    if block.language == "":
        if not COMMAND.match(block.first):
            if reasons.of(block, block.first):
                return "shown"
            if not OUTPUT.match(block.first):
                raise Failed(f"is it a command, or what is printed? {block.first}")
            return "shown"
        told = []
        for command in block.commands():
            runs = [start for start in RUN if command.startswith(start)]
            told.append("run" if runs else what_becomes_of_command(block, command, known, reasons))
        return ", ".join(sorted(set(told)))
    reason = reasons.of(block, block.first)
    if reason:
        return f"not run here: {reason}"
    if block.language == "java":
        java.append((block, None))
        return "compiled"
    if block.language == "sh":
        check_shell(block)
        return "run"
    if block.language == "xml":
        check_xml(block)
        return "parsed, and compared with our modules"
    if block.language == "properties":
        return "compared with the settings that exist"
    raise Failed(f"nothing is known of {block.language}")


def main(work, *options):
    reasons, known, java, properties, failures = Reasons(), ci_commands(), [], [], []
    for block in blocks():
        try:
            told = what_becomes_of(block, known, reasons, java)
            if block.language == "properties" and not told.startswith("not run"):
                properties.append(block)
            if options:
                print(f"{block.place}: {told}")
        except (Failed, xml.etree.ElementTree.ParseError, subprocess.CalledProcessError) as failure:
            failures.append(f"{block.place}: {failure}")
    failures += [f".ci/docs.txt: stands for nothing any more: {line}" for line in reasons.unused()]
    if not options and not failures:
        class_path = class_path_of(work)
        names = spring_names(class_path) | own_names()
        for block in properties:
            try:
                check_properties(block, names, ["logging.level."])
            except Failed as failure:
                failures.append(f"{block.place}: {failure}")
        compile_java(work, java, class_path)
        for run in RUN.values():
            run(work)
    if failures:
        sys.exit("\n".join(failures))
    print(f"{len(java)} examples are compiled, {len(properties)} blocks of settings compared, {len(RUN)} commands run")


main(*sys.argv[1:])
