"""Takes traces by OTLP over HTTP, as a collector does, and reads of each span what a tree shows."""

import gzip
import http.server
import threading
from dataclasses import dataclass, field


@dataclass
class Span:
    service: str
    instance: str
    trace: str = ""
    id: str = ""
    parent: str = ""
    name: str = ""
    kind: int = 0
    start: int = 0
    end: int = 0
    failed: bool = False
    attributes: dict = field(default_factory=dict)


class Receiver:
    def __init__(self, port):
        self._spans = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                receiver._spans.extend(spans(body))
                self.send_response(200)
                self.send_header("content-type", "application/x-protobuf")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def trace(self, trace):
        return sorted((span for span in list(self._spans) if span.trace == trace), key=lambda span: span.start)

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def spans(request):
    """Of an ExportTraceServiceRequest; the numbers are those of OpenTelemetry's protocol."""
    for _, resource_spans in fields(request):
        resource = {}
        for number, value in fields(resource_spans):
            if number == 1:
                resource = attributes(value, 1)
        for number, scope_spans in fields(resource_spans):
            if number == 2:
                for inner, value in fields(scope_spans):
                    if inner == 2:
                        yield span(resource, value)


def span(resource, message):
    result = Span(resource.get("service.name", "?"), resource.get("service.instance.id", "?"))
    for number, value in fields(message):
        match number:
            case 1:
                result.trace = value.hex()
            case 2:
                result.id = value.hex()
            case 4:
                result.parent = value.hex()
            case 5:
                result.name = value.decode()
            case 6:
                result.kind = value
            case 7:
                result.start = value
            case 8:
                result.end = value
            case 15:
                result.failed = (3, 2) in fields(value)
    result.attributes = attributes(message, 9)
    return result


def attributes(message, wanted):
    result = {}
    for number, value in fields(message):
        if number == wanted:
            parts = dict(fields(value))
            result[parts[1].decode()] = next((plain(*part) for part in fields(parts.get(2, b""))), None)
    return result


def plain(number, value):
    return value.decode() if number == 1 else bool(value) if number == 2 else value


def fields(message):
    """Number and value of each field of a message of protobuf: a number, or bytes."""
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        match key & 7:
            case 0:
                value, at = varint(message, at)
            case 1:
                value, at = int.from_bytes(message[at : at + 8], "little"), at + 8
            case 2:
                length, at = varint(message, at)
                value, at = message[at : at + length], at + length
            case 5:
                value, at = int.from_bytes(message[at : at + 4], "little"), at + 4
            case other:
                raise ValueError(f"wire type {other}")
        yield key >> 3, value


def varint(message, at):
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
