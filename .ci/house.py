"""Measures the published code: sizes, parameters, knots of classes; and how many folders the integration tests have.
Fails where one is above its limit, and where CONTRIBUTING.md names a class or method that is no longer there.

.ci/house.py        compares with the limits
.ci/house.py all    prints every measure, the largest first
"""
import collections
import pathlib
import re
import sys

MODULES = ("core", "jdbc-proxy", "hibernate", "testing", "report", "console", "spring-boot-starter", "spring-boot-test",
           "quarkus", "quarkus-deployment", "quarkus-test")

FILES_OF_A_PACKAGE = 25
PARAMETERS = 6
LINES = 400
BOOLEANS = 4
KNOT = 8
WORDS_OF_README = 1300
FOLDERS_OF_TESTS = 8

# What is above its limit has one of its own, which may only fall: lower it with each step down.
OWN_LIMITS = {
    "parameters": {
        # Hibernate's own methods.
        "TracedSelectExecutor72.executeQuery": 8,
        "TracedSqmTranslatorFactory.createSelectTranslator": 7,
    },
}


def stripped(source):
    """The source without comments and the contents of texts."""
    source = re.sub(r"/\*.*?\*/", " ", source, flags=re.S)
    source = re.sub(r'"""(\\.|[^\\])*?"""', '""', source, flags=re.S)
    source = re.sub(r'"(\\.|[^"\\\n])*"', '""', source)
    source = re.sub(r"'(\\.|[^'\\])'", "''", source)
    return re.sub(r"//[^\n]*", "", source)


class Source:
    def __init__(self, module, path):
        text = path.read_text(encoding="utf-8")
        self.module, self.path, self.name = module, path, path.stem
        self.generated = "generated" in path.parts
        self.package = re.search(r"^package ([\w.]+);", text, flags=re.M).group(1)
        self.lines = text.count("\n")
        self.code = stripped(text)
        self.words = set(re.findall(r"\b[A-Z]\w+\b", self.code))

    def methods(self):
        """Name and number of parameters of each method, constructor and record."""
        for match in re.finditer(r"([\w>\]?]+|[;{}])\s+(\w+)\s*(?:<[^<>()]*>\s*)?\(", self.code):
            before, name = match.groups()
            if before in ";{}" and not name[0].isupper():
                continue
            if before in ("return", "new", "throw", "else", "case", "yield", "assert") or name in ("if", "for", "switch"):
                continue
            parameters, end = self.parameters(match.end())
            declares = before in ("record", "public", "private", "protected") or re.match(
                r"\s*(\{|;|throws\b|default\b)", self.code[end:])
            if declares:
                yield name, parameters

    def parameters(self, start):
        depth, angles, commas, at = 1, 0, 0, start
        while depth:
            char = self.code[at]
            depth += (char in "([{") - (char in ")]}")
            angles += (char == "<") - (char == ">" and self.code[at - 1] != "-")
            commas += char == "," and depth == 1 and angles == 0
            at += 1
        return (commas + 1 if self.code[start:at - 1].strip() else 0), at

    def booleans(self):
        fields = re.findall(
            r"^    (?!static)((?:(?:public|private|protected|final|volatile|transient|static) )*)boolean \w+(?: = [^;]*)?;",
            self.code, flags=re.M)
        return sum("static" not in modifiers for modifiers in fields)


def sources():
    for module in MODULES:
        for path in sorted(pathlib.Path("orm-tracing-" + module, "src", "main").rglob("*.java")):
            if path.name not in ("package-info.java", "module-info.java"):
                yield Source(module, path)


def knots(graph):
    """The groups of nodes that all reach one another (Tarjan)."""
    numbers, lowest, stack, found = {}, {}, [], []

    def visit(node):
        numbers[node] = lowest[node] = len(numbers)
        stack.append(node)
        for other in graph[node]:
            if other not in numbers:
                visit(other)
            if other in stack:
                lowest[node] = min(lowest[node], lowest[other])
        if lowest[node] == numbers[node]:
            at = stack.index(node)
            group = stack[at:]
            del stack[at:]
            if len(group) > 1:
                found.append(sorted(group))

    for node in graph:
        if node not in numbers:
            visit(node)
    return found


def measures(all_sources):
    """Each as what, whose, measure, limit."""
    by_hand = [source for source in all_sources if not source.generated]
    # What is there once for each version of Hibernate counts as often, as it is read as often.
    packages = collections.Counter((source.module, source.package) for source in by_hand)
    for (module, package), files in packages.items():
        yield "files", "%s %s" % (module, package), files, FILES_OF_A_PACKAGE
    for source in by_hand:
        yield "lines", source.name, source.lines, LINES
        yield "booleans", source.name, source.booleans(), BOOLEANS
        for method, parameters in source.methods():
            yield "parameters", source.name + "." + method, parameters, PARAMETERS
    for module in MODULES:
        own = {source.name: source for source in all_sources if source.module == module}
        graph = {name: sorted(source.words & own.keys() - {name}) for name, source in own.items()}
        for knot in knots(graph):
            yield "knot", " ".join(knot), len(knot), KNOT
    folders = {path.parts[1] for path in pathlib.Path("integration-tests").rglob("pom.xml") if len(path.parts) > 2}
    yield "folders", "integration-tests", len(folders), FOLDERS_OF_TESTS
    yield "words", "README.md", len(pathlib.Path("README.md").read_text(encoding="utf-8").split()), WORDS_OF_README


def lost(all_sources):
    """What the tables of CONTRIBUTING.md name, and no source has: a reader would look for it in vain."""
    def of(name):
        return [source.code for source in all_sources
                if source.name == name or name.endswith("…") and source.name.startswith(name[:-1])]

    for line in pathlib.Path("CONTRIBUTING.md").read_text(encoding="utf-8").split("\n"):
        cells = [re.findall(r"`([\w.]+…?)`", cell) for cell in line.split("|")[1:-1]]
        # step, module, class, what it does; or question, class, method
        classes, methods = (cells[2], []) if len(cells) == 4 else cells[1:] if len(cells) == 3 else ([], [])
        if not classes or not all(name[0].isupper() for name in classes):
            continue
        yield from (name for name in classes if not of(name))
        for method in methods:
            owner, _, name = method.rpartition(".")
            codes = of(owner) if owner else [code for each in classes for code in of(each)]
            if not any(re.search(r"\b%s\b" % name, code) for code in codes):
                yield method


def main():
    sys.setrecursionlimit(10_000)
    all_sources = list(sources())
    found = sorted(measures(all_sources), key=lambda each: (each[0], -each[2]))
    every = sys.argv[1:] == ["all"]
    highest = {}
    failed = False
    for name in lost(all_sources):
        print("CONTRIBUTING.md names %s, which is not there" % name)
        failed = True
    for what, whose, measure, usual in found:
        limit = OWN_LIMITS.get(what, {}).get(whose, usual)
        highest[what, whose] = max(measure, highest.get((what, whose), 0))
        failed |= measure > limit
        if every or measure > limit:
            print("%-10s %5d of %5d  %s" % (what, measure, limit, whose))
    for what, limits in OWN_LIMITS.items():
        for whose, limit in limits.items():
            if highest.get((what, whose), 0) < limit:
                print("%s of %s: %d is more than it needs" % (what, whose, limit))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
