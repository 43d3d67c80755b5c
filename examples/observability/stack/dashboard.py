"""What Grafana would ask Prometheus for, panel by panel."""

import json
import re

BUILT_IN = {"__rate_interval": "1m", "__interval": "15s", "__range": "5m"}
LABEL_VALUES = re.compile(r"label_values\((.+), *(\w+)\)")


def panels(file):
    """The expression of each query of each panel, as it is in the file, by the panel's title."""

    def inside(parent):
        for panel in parent.get("panels", []):
            yield from inside(panel)
            for target in panel.get("targets", []):
                yield panel["title"] + ("" if target["refId"] == "A" else f", {target['refId']}"), target["expr"]

    return dict(inside(json.loads(file.read_text())))


def variables(file, prometheus):
    """Each with all of its values; None as long as one has no value."""
    filled = dict(BUILT_IN)
    for variable in json.loads(file.read_text())["templating"]["list"]:
        if variable["type"] == "query":
            metric, label = LABEL_VALUES.fullmatch(variable["query"]).groups()
            values = prometheus.ask(f"label/{label}/values", **{"match[]": metric})
            if not values:
                return None
            filled[variable["name"]] = "|".join(values)
    return filled


def fill(expression, filled):
    return re.sub(r"\$\{?(\w+)\}?", lambda name: filled[name[1]], expression)
