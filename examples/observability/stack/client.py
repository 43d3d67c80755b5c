"""What a customer does, through the reverse proxy."""

import json
import ssl
import urllib.error
import urllib.request


class Client:
    def __init__(self, place):
        self._url = f"https://{place.address('nginx:8443')}"
        self._tls = ssl.create_default_context(cafile=place.path("tls/server.crt"))

    def send(self, method, path, body=None, **headers):
        """Status and headers of the answer, or 0 where nothing answers."""
        request = urllib.request.Request(
            self._url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"content-type": "application/json", **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=60, context=self._tls) as answer:
                answer.read()
                return answer.status, answer.headers
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers
        except OSError:
            return 0, {}

    def order(self, **headers):
        return self.send("POST", "/orders", {"customer": "Ada", "lines": [{"sku": "tea", "quantity": 2}]}, **headers)


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False
