"""One order, from the client to each statement and call on the cache; what the logs and the metrics have of it."""

import json
import re

from . import tree
from .expected import expect
from .place import HERE

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CLIENT = "00f067aa0ba902b7"
TARGETS = 7
# Whether Hibernate has the SQL already depends on what else it was asked; these steps lie around that.
LEFT_OUT = ["compile", "serialize", "hydrate"]
EXEMPLARS = [
    "db_client_operation_duration_seconds_bucket",
    "db_client_response_returned_rows_bucket",
    "orm_operation_duration_seconds_bucket",
]


def check(place, processes, client, receiver, prometheus):
    processes.wait_until("the shop answers", lambda: client.send("GET", "/products")[0] == 200)
    # Of both instances, so that sequences and pools have what they fetch only once.
    for _ in range(6):
        expect(client.order()[0] == 201, "an order fails")
    processes.wait_until("all are scraped", lambda: len(prometheus.values("up == 1")) == TARGETS)

    status, headers = client.order(traceparent=f"00-{TRACE}-{CLIENT}-01")
    expect(status == 201, f"the traced order fails: {status}")
    spans = processes.wait_until("the whole trace has arrived", lambda: whole(receiver.trace(TRACE)))
    print("\n== One trace, from the client through nginx and both services", *tree.drawing(spans, CLIENT), sep="\n")

    shown = [line for line in tree.outline(spans, CLIENT) if line.split()[0] not in LEFT_OUT]
    expected = (HERE / "trace.txt").read_text().splitlines()
    expect(shown == expected, "another tree than that of trace.txt:\n" + "\n".join(shown))
    statements(place, spans)
    asked = processes.wait_until("what Redis was asked", lambda: regions(place, spans))
    seen = {span.attributes.get("orm.cache.region") for span in spans if span.name == "orm:client:cache"}
    expect(asked <= seen, f"Redis was asked for {asked}, the trace has {seen}")
    print(f"== {len(asked)} regions of the cache in Redis, each with its spans")
    access = processes.wait_until("both lines of nginx", lambda: access_log(place))
    logs(place, spans, access, headers["x-request-id"])
    print("\n== Exemplars that lead to it")
    for metric in EXEMPLARS:
        found = processes.wait_until(f"exemplar of {metric}", lambda: exemplars(prometheus, metric, client))
        print(f"{len(found):3} {metric}")


def exemplars(prometheus, metric, client):
    """Once more with the same trace where there is none: those of a scrape that took too long are lost."""
    return prometheus.exemplars(metric, TRACE) or (client.order(traceparent=f"00-{TRACE}-{CLIENT}-01") and None)


def whole(spans):
    """The first span of a service ends last, and is exported after all others."""
    ids = {span.id for span in spans} | {CLIENT}
    ended = {span.service for span in spans if span.kind == 2}
    return spans if ended == {"shop", "stock"} and all(span.parent in ids for span in spans) else None


def statements(place, spans):
    """What MariaDB has been sent names the very span; a COMMIT has no comment."""
    log = place.path("logs/statements.log").read_text(errors="replace")
    sent = re.findall(rf"traceparent='00-{TRACE}-(\w+)-01'", log)
    seen = [span.id for span in spans if "db.query.text" in span.attributes and tree.heading(span).split()[-1] != "COMMIT"]
    expect(sorted(sent) == sorted(seen), f"MariaDB was sent {sent}, the trace has {seen}")
    print(f"\n== {len(sent)} statements in the log of MariaDB, each with its own span")


def regions(place, spans):
    """Those of the cache that Redis was asked for between begin and end of the trace."""
    begin, end = min(span.start for span in spans), max(span.end for span in spans)
    asked = set()
    for line in place.path("logs/redis-monitor.out").read_text(errors="replace").splitlines():
        call = re.match(r'(\d+)\.(\d+) \[0 127\.0\.0\.1:\d+\] "EVALSHA\w*" .*?"(dev\.ormtracing\.\S+)"', line)
        # Redisson looks for what has expired, now and then.
        if call and "execute_task_once" not in line and begin <= int(call[1] + call[2]) * 1000 <= end:
            asked.add(call[3])
    return asked


def json_lines(place, name):
    """Those that are complete."""
    text = place.path(f"logs/{name}.json").read_text()
    return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]


def access_log(place):
    """It is written after the answer."""
    lines = [line for line in json_lines(place, "nginx") if line["trace_id"] == TRACE]
    return lines if len(lines) == 2 else None


def logs(place, spans, access, request_id):
    expect({line["uri"] for line in access} == {"/orders", "/reservations"}, f"nginx's log has {access}")
    expect(request_id in {line["request_id"] for line in access}, "nginx's log has no such request id")
    print(f"== {len(access)} lines of nginx with its id")
    ids = {span.id for span in spans}
    for instance in sorted({span.instance for span in spans}):
        lines = [line for line in json_lines(place, instance) if line.get("traceId") == TRACE]
        expect(lines and all(line["spanId"] in ids for line in lines), f"the log of {instance} has {lines}")
        print(f"== {len(lines)} lines of {instance} with its id")
