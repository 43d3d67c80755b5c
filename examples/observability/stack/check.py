"""What must be seen of the stack."""

import json
import re
import subprocess
import sys
import threading

from . import dashboard, tree
from .place import DOCS, HERE
from .programs import mariadb

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SLOW_TRACE = "5bf92f3577b34da6a3ce929d0e0e4736"
CLIENT = "00f067aa0ba902b7"
INSTANCES = 3
TARGETS = 7
# Whether Hibernate has the SQL already depends on what else it was asked; these steps lie around that.
LEFT_OUT = ["compile", "serialize", "hydrate"]
EXEMPLARS = [
    "db_client_operation_duration_seconds_bucket",
    "db_client_response_returned_rows_bucket",
    "orm_operation_duration_seconds_bucket",
]
METRICS = [
    f"count(count by (instance) (db_client_operation_duration_seconds_count)) == {INSTANCES}",
    "db_client_connection_wait_time_seconds_count",
    "db_client_connection_use_time_seconds_count",
    "db_client_response_returned_rows_count",
    "orm_operation_duration_seconds_count",
    "orm_operation_statements_count",
    "orm_n_plus_one_total",
    "orm_lazy_loads_outside_transaction_total",
    "orm_optimistic_lock_failures_total",
    "orm_query_plan_cache_total",
    "http_server_requests_seconds_count",
    "hikaricp_connections_active",
    "jvm_memory_used_bytes",
    "node_load1",
    "nginx_http_requests_total",
    "mysql_global_status_queries",
    "redis_commands_processed_total",
    'ALERTS{alertname="NPlusOne"}',
    'ALERTS{alertname="LazyLoadsOutsideTransaction"}',
]


def expect(condition, what):
    if not condition:
        sys.exit(what)


def trace(place, processes, client, receiver, prometheus):
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
    cache_calls(place, spans)
    logs(place, spans, headers["x-request-id"])
    print("\n== Exemplars that lead to it")
    for metric in EXEMPLARS:
        found = processes.wait_until(f"exemplar of {metric}", lambda: prometheus.exemplars(metric, TRACE))
        print(f"{len(found):3} {metric}")


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


def cache_calls(place, spans):
    """Each region that Redis was asked for between begin and end of the trace."""
    begin, end = min(span.start for span in spans), max(span.end for span in spans)
    asked = set()
    for line in place.path("logs/redis-monitor.out").read_text(errors="replace").splitlines():
        call = re.match(r'(\d+)\.(\d+) \[0 127\.0\.0\.1:\d+\] "EVALSHA\w*" .*?"(dev\.ormtracing\.\S+)"', line)
        # Redisson looks for what has expired, now and then.
        if call and "execute_task_once" not in line and begin <= int(call[1] + call[2]) * 1000 <= end:
            asked.add(call[3])
    seen = {span.attributes.get("orm.cache.region") for span in spans if span.name == "orm:client:cache"}
    expect(asked and asked <= seen, f"Redis was asked for {asked}, the trace has {seen}")
    print(f"== {len(asked)} regions of the cache in Redis, each with its spans")


def json_lines(place, name):
    return [json.loads(line) for line in place.path(f"logs/{name}.json").read_text().splitlines()]


def logs(place, spans, request_id):
    access = [line for line in json_lines(place, "nginx") if line["trace_id"] == TRACE]
    expect({line["uri"] for line in access} == {"/orders", "/reservations"}, f"nginx's log has {access}")
    expect(request_id in {line["request_id"] for line in access}, "nginx's log has no such request id")
    print(f"== {len(access)} lines of nginx with its id")
    ids = {span.id for span in spans}
    for instance in sorted({span.instance for span in spans}):
        lines = [line for line in json_lines(place, instance) if line.get("traceId") == TRACE]
        expect(lines and all(line["spanId"] in ids for line in lines), f"the log of {instance} has {lines}")
        print(f"== {len(lines)} lines of {instance} with its id")


def metrics(place, processes, client, receiver, prometheus):
    slow_order(place, processes, client)
    slow = processes.wait_until("the slow trace has arrived", lambda: whole(receiver.trace(SLOW_TRACE)))
    longest = max((span for span in slow if span.name == "orm:client:db_query"), key=lambda span: span.end - span.start)
    expect(tree.heading(longest).endswith("update items Item"), f"the slowest is {tree.heading(longest)}")
    print(f"\n== A slow order: {(longest.end - longest.start) / 1e9:.1f} s in {tree.heading(longest)}")
    stale_order(place, client)

    file = DOCS / "orm-tracing.json"
    panels = dashboard.panels(file)
    filled = processes.wait_until("variables of the dashboard", lambda: dashboard.variables(file, prometheus))
    wanted = {metric: metric for metric in METRICS}
    wanted.update({f"{title}: {query}": dashboard.fill(query, filled) for title, query in panels})
    found = {}

    def all_have_data():
        client.order()
        client.send("GET", "/orders")
        client.send("GET", "/orders/1000002/total")
        client.send("GET", "/items/tea")
        for what, query in wanted.items():
            if what not in found:
                values = prometheus.values(query)
                if values:
                    found[what] = values
        missing = wanted.keys() - found.keys()
        return not missing or missing_so_far.update(missing) or False

    missing_so_far = Missing()
    processes.wait_until(missing_so_far, all_have_data)
    print("\n== Metrics that Prometheus has")
    for metric in METRICS:
        print(f"{len(found[metric]):4} series  {metric}")
    print("\n== Panels of the dashboard that show data")
    for title, query in panels:
        print(f"{len(found[f'{title}: {query}']):4} series  {title}")
    groups = prometheus.ask("rules")["groups"]
    failed = [rule for group in groups for rule in group["rules"] if rule["health"] != "ok"]
    expect(not failed, f"Prometheus fails to evaluate {failed}")


class Missing:
    """Tells at the end of a wait what was missing last."""

    def __init__(self):
        self._what = []

    def update(self, what):
        self._what = sorted(what)

    def __str__(self):
        return "data in Prometheus for\n  " + "\n  ".join(self._what)


def slow_order(place, processes, client):
    """Somebody holds the row that the stock wants to change, for more than a second."""
    locker = subprocess.Popen(
        ["mariadb", "--no-defaults", f"--socket={place.path('mariadb.sock')}", "--user=root", "stock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    order = threading.Thread(target=client.order, kwargs={"traceparent": f"00-{SLOW_TRACE}-{CLIENT}-01"})
    try:
        locker.stdin.write("start transaction; update items set quantity = quantity where sku = 'tea';\n")
        locker.stdin.flush()
        processes.wait_until("the row is locked", lambda: transactions(place, "trx_rows_locked > 0"))
        order.start()
        waits = "trx_state = 'LOCK WAIT' and trx_wait_started < now() - interval 1 second"
        processes.wait_until("the stock has waited for the row", lambda: transactions(place, waits))
    finally:
        locker.communicate("rollback;\n", timeout=60)
    order.join()


def transactions(place, condition):
    return int(mariadb(place, f"select count(*) from information_schema.innodb_trx where {condition}") or 0)


def stale_order(place, client):
    """Both shops have it in their cache when it is deleted behind their back."""
    expect(client.send("GET", "/orders/1000001/total")[0] == 200, "no total")
    mariadb(place, "delete from shop.order_lines where order_id = 1000001; delete from shop.orders where id = 1000001;", True)
    expect(client.send("DELETE", "/orders/1000001")[0] == 500, "an order that was deleted already can be cancelled")
