"""Asks a Prometheus for every metric, and for every expression of a dashboard, until all of them give data.

Arguments: the server's URL, the dashboard, and the processes without which there is nothing to wait for.
"""

import http.client
import json
import sys
import time
import urllib.parse
import urllib.request

METRICS = [
    "db_client_operation_duration_seconds_count",
    "db_client_connection_wait_time_seconds_count",
    "db_client_connection_use_time_seconds_count",
    "db_client_response_returned_rows_count",
    "orm_operation_duration_seconds_count",
    "orm_operation_statements_count",
    "orm_n_plus_one_total",
    "orm_lazy_loads_outside_transaction_total",
    "orm_optimistic_lock_failures_total",
    "orm_query_plan_cache_total",
]
PATIENCE_SECONDS = 900


def has_data(server, expression):
    query = urllib.parse.urlencode({"query": expression})
    try:
        with urllib.request.urlopen(f"{server}/api/v1/query?{query}", timeout=10) as answer:
            return bool(json.load(answer)["data"]["result"])
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            return False  # It listens before its storage is ready, and a busy one may take too long.
        sys.exit(f"{expression}: {error.read().decode()}")
    except (OSError, http.client.HTTPException):
        return False  # It has not started yet.


def expressions(dashboard):
    with open(dashboard, encoding="utf-8") as file:
        panels = json.load(file)["panels"]
    return [
        target["expr"].replace("$__rate_interval", "1m").replace("$__range", "5m")
        for panel in panels
        for target in panel.get("targets", [])
    ]


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            # A child that has ended is there, as a zombie, until the shell asks for it.
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def main(server, dashboard, *pids):
    missing = METRICS + expressions(dashboard)
    asked = len(missing)
    until = time.monotonic() + PATIENCE_SECONDS
    while missing and time.monotonic() < until and all(map(is_alive, pids)):
        missing = [expression for expression in missing if not has_data(server, expression)]
        if missing:
            time.sleep(1)
    if missing:
        sys.exit("Prometheus has no data for:\n  " + "\n  ".join(missing))
    print(f"Prometheus has data for {len(METRICS)} metrics and {asked - len(METRICS)} expressions of the dashboard")


main(*sys.argv[1:])
