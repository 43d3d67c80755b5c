"""A temporary folder with the configuration of the compose files, whose addresses and paths are those of this machine."""

import pathlib
import random
import re
import shutil
import socket
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
DOCS = HERE.parent.parent / "docs" / "grafana"
# Names and ports as in the compose files.
SERVICES = [
    "shop-1:8080",
    "shop-2:8080",
    "stock:8081",
    "nginx:8443",
    "nginx:8081",
    "nginx:8082",
    "mariadb:3306",
    "redis:6379",
    "traces:4318",
    "prometheus:9090",
    "node-exporter:9100",
    "nginx-exporter:9113",
    "mysqld-exporter:9104",
    "redis-exporter:9121",
]
FILES = [
    "config/common.properties",
    "config/shop.properties",
    "config/stock.properties",
    "config/redisson.yaml",
    "nginx/nginx.conf",
    "mariadb/init.sql",
    "mariadb/exporter.cnf",
    "prometheus/prometheus.yml",
]


def free_ports(count):
    """Linux gives none of this range to outgoing connections. All are held until the last one is found."""
    held = []
    try:
        while len(held) < count:
            candidate = socket.socket()
            try:
                candidate.bind(("127.0.0.1", random.randrange(15_000, 32_000)))
                held.append(candidate)
            except OSError:
                candidate.close()
        return [each.getsockname()[1] for each in held]
    finally:
        for each in held:
            each.close()


class Place:
    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="observability-"))
        for folder in ["logs", "nginx-cache", "tls", "data"]:
            (self.root / folder).mkdir()
        self.ports = dict(zip(SERVICES, free_ports(len(SERVICES))))
        for name in FILES:
            self._write(name, (HERE / name).read_text())
        self._write("prometheus/alerts.yml", (DOCS / "alerts.yml").read_text())
        self._certificate()

    def address(self, service):
        return f"127.0.0.1:{self.ports[service]}"

    def path(self, name):
        return self.root / name

    def _write(self, name, text):
        target = self.root / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(self._here(text))

    def _here(self, text):
        for service in SERVICES:
            text = re.sub(rf"(?<![\w-]){service}\b", self.address(service), text)
        text = re.sub(r"listen (\d+)", lambda port: f"listen {self.address('nginx:' + port[1])}", text)
        text = text.replace("host=mariadb\nport=3306", f"host=127.0.0.1\nport={self.ports['mariadb:3306']}")
        text = text.replace("_interval: 5s", "_interval: 2s")
        for there, here in {
            "/etc/stack/tls": "tls",
            "/etc/stack": "config",
            "/var/log/stack": "logs",
            "/var/cache/nginx": "nginx-cache",
            "/etc/prometheus": "prometheus",
        }.items():
            text = text.replace(there, str(self.root / here))
        return text

    def _certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
            + ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
            + ["-keyout", self.root / "tls/server.key", "-out", self.root / "tls/server.crt"],
            check=True,
            stderr=subprocess.DEVNULL,
        )

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)
