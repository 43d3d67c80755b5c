"""What Prometheus must have, and what each panel of the dashboard must show."""

from . import dashboard, mistakes
from .expected import expect
from .place import DOCS

INSTANCES = 3
METRICS = [
    f"count(count by (instance) (db_client_operation_duration_seconds_count)) == {INSTANCES}",
    "db_client_connection_wait_time_seconds_count",
    "db_client_connection_use_time_seconds_count",
    'db_client_connection_count{db_client_connection_state="idle"}',
    'db_client_connection_count{db_client_connection_state="used"}',
    "db_client_connection_max",
    "db_client_connection_idle_min",
    "db_client_connection_pending_requests",
    "db_client_response_returned_rows_count",
    "orm_operation_duration_seconds_count",
    "orm_operation_statements_count",
    "orm_n_plus_one_total",
    "orm_lazy_loads_outside_transaction_total",
    "orm_optimistic_lock_failures_total",
    "orm_query_plan_cache_total",
    "orm_session_open",
    "orm_transactions_total",
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


class Wanted:
    """Expressions that have no data yet, and how many series those have that do."""

    def __init__(self, expressions):
        self._missing = dict(expressions)
        self.series = {}

    def ask(self, prometheus):
        for name, expression in list(self._missing.items()):
            count = len(prometheus.values(expression))
            if count:
                self.series[name] = count
                del self._missing[name]
        return not self._missing

    def __str__(self):
        return "\n  ".join(["data in Prometheus for", *self._missing])


def check(processes, client, prometheus):
    file = DOCS / "orm-tracing.json"
    filled = processes.wait_until("variables of the dashboard", lambda: dashboard.variables(file, prometheus))
    panels = {title: dashboard.fill(query, filled) for title, query in dashboard.panels(file).items()}
    wanted = Wanted({metric: metric for metric in METRICS} | panels)

    def all_have_data():
        mistakes.others(client)
        return wanted.ask(prometheus)

    processes.wait_until(wanted, all_have_data)
    show("Metrics that Prometheus has", METRICS, wanted)
    show("Panels of the dashboard that have data", panels, wanted)
    rules = [rule for group in prometheus.ask("rules")["groups"] for rule in group["rules"]]
    failed = [rule for rule in rules if rule["health"] != "ok"]
    expect(rules and not failed, f"Prometheus fails to evaluate {failed}")
    print(f"\n== {len(rules)} alert rules are evaluated")


def show(title, names, wanted):
    print(f"\n== {title}")
    for name in names:
        print(f"{wanted.series[name]:4} series  {name}")
