"""Asks a Prometheus."""

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request


class Prometheus:
    def __init__(self, address):
        self._url = f"http://{address}/api/v1/"

    def ask(self, path, **parameters):
        """The data of the answer; none where it has not started, or is too busy."""
        query = urllib.parse.urlencode(parameters)
        try:
            with urllib.request.urlopen(f"{self._url}{path}?{query}", timeout=20) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                return None
            raise ValueError(f"{parameters}: {error.read().decode()}") from error
        except (OSError, http.client.HTTPException):
            return None

    def values(self, expression):
        """The series of an expression that have a value, which 0/0 is not."""
        data = self.ask("query", query=expression) or {"result": []}
        return [each for each in data["result"] if each["value"][1] != "NaN"]

    def exemplars(self, metric, trace):
        """Those of a trace, of the last hour."""
        now = time.time()
        data = self.ask("query_exemplars", query=metric, start=now - 3600, end=now + 60) or []
        return [
            exemplar
            for series in data
            for exemplar in series["exemplars"]
            if exemplar["labels"].get("trace_id") == trace
        ]
