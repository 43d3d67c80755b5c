"""One trace as text."""

KINDS = {2: "SERVER", 3: "CLIENT"}
# Of what a span is: the first of each line that it has.
SUBJECTS = [
    ["name", "db.query.summary", "db.operation.name", "orm.cache.operation"],
    ["orm.entity", "orm.role"],
    ["orm.cache.result"],
]


def heading(span):
    """What a span does, and to what; nothing that differs from run to run."""
    words = [span.name.removeprefix("orm:client:"), KINDS.get(span.kind)]
    for keys in SUBJECTS:
        words.append(next((str(span.attributes[key]) for key in keys if key in span.attributes), None))
    return " ".join(word for word in [*words, "ERROR" if span.failed else None] if word)


def outline(spans, parent, depth=0):
    """Two blanks a level."""
    for span in spans:
        if span.parent == parent:
            yield "  " * depth + heading(span)
            yield from outline(spans, span.id, depth + 1)


def drawing(spans, parent, indent=None):
    """With durations and the instance of the service."""
    siblings = [span for span in spans if span.parent == parent]
    for span in siblings:
        last = span is siblings[-1]
        branch = "" if indent is None else indent + ("└─ " if last else "├─ ")
        yield f"{(span.end - span.start) / 1e6:8.2f} ms  {span.instance:6}  {branch}{heading(span)}"
        yield from drawing(spans, span.id, "" if indent is None else indent + ("   " if last else "│  "))
