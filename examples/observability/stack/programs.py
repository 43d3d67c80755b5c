"""The servers, the services and what watches them, each as its package of Debian brings it."""

import os
import subprocess

from .client import answers
from .place import HERE

JAVA_OPTIONS = ["-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
AS_ROOT = os.geteuid() == 0


def start(place, processes):
    start_mariadb(place, processes)
    start_redis(place, processes)
    processes.wait_until("Redis answers", lambda: redis_answers(place))
    # All that it is asked, for comparison with the trace.
    processes.start("redis-monitor", "redis-cli", "-p", place.ports["redis:6379"], "monitor")
    processes.wait_until("MariaDB answers", lambda: mariadb(place, "select 1"))
    mariadb(place, place.path("mariadb/init.sql").read_text(), must=True)
    for service, instance in [("stock", "stock:8081"), ("shop", "shop-1:8080"), ("shop", "shop-2:8080")]:
        start_service(place, processes, service, instance)
    start_nginx(place, processes)
    # Its exporter ends if it does not answer.
    processes.wait_until("nginx answers", lambda: answers(f"http://{place.address('nginx:8082')}/status"))
    start_exporters(place, processes)
    processes.start(
        "prometheus",
        "prometheus",
        f"--config.file={place.path('prometheus/prometheus.yml')}",
        f"--storage.tsdb.path={place.path('data/prometheus')}",
        f"--web.listen-address={place.address('prometheus:9090')}",
        "--enable-feature=exemplar-storage",
    )
    for instance in ["stock:8081", "shop-1:8080", "shop-2:8080"]:
        health = f"http://{place.address(instance)}/actuator/health"
        processes.wait_until(f"{instance} is up", lambda: answers(health))


def start_mariadb(place, processes):
    data = place.path("data/mariadb")
    user = ["--user=root"] if AS_ROOT else []
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]
        + [f"--datadir={data}", *user],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    processes.start(
        "mariadb",
        "/usr/sbin/mariadbd",
        "--no-defaults",
        f"--datadir={data}",
        f"--socket={place.path('mariadb.sock')}",
        "--bind-address=127.0.0.1",
        f"--port={place.ports['mariadb:3306']}",
        "--innodb-buffer-pool-size=32M",
        "--innodb-flush-log-at-trx-commit=0",
        "--general-log=1",
        f"--general-log-file={place.path('logs/statements.log')}",
        *user,
    )


def mariadb(place, statements, must=False):
    """Runs them as the server's owner. None where the server does not answer yet."""
    result = subprocess.run(
        ["mariadb", "--no-defaults", f"--socket={place.path('mariadb.sock')}", "--user=root", "--skip-column-names"],
        input=statements,
        capture_output=True,
        text=True,
        check=must,
    )
    return result.stdout if result.returncode == 0 else None


def start_redis(place, processes):
    processes.start(
        "redis",
        "redis-server",
        "--bind",
        "127.0.0.1",
        "--port",
        place.ports["redis:6379"],
        "--save",
        "",
        "--dir",
        place.path("data"),
    )


def redis_answers(place):
    ping = ["redis-cli", "-p", str(place.ports["redis:6379"]), "ping"]
    return subprocess.run(ping, capture_output=True, text=True).stdout.strip() == "PONG"


def start_service(place, processes, service, instance):
    name, _ = instance.split(":")
    processes.start(
        name,
        java(),
        *JAVA_OPTIONS,
        "-Dserver.address=127.0.0.1",
        f"-Dserver.port={place.ports[instance]}",
        f"-Dstack.instance={name}",
        f"-Dspring.config.additional-location=file:{place.path('config')}/",
        "-cp",
        f"{HERE}/target/classes:{HERE}/target/lib/*",
        f"dev.ormtracing.examples.{service}.{service.capitalize()}Application",
    )


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def start_nginx(place, processes):
    processes.start(
        "nginx",
        "/usr/sbin/nginx",
        "-c",
        place.path("nginx/nginx.conf"),
        "-g",
        "daemon off;" + (" user root;" if AS_ROOT else ""),
    )


def start_exporters(place, processes):
    processes.start(
        "node-exporter",
        "prometheus-node-exporter",
        f"--web.listen-address={place.address('node-exporter:9100')}",
    )
    processes.start(
        "nginx-exporter",
        "prometheus-nginx-exporter",
        f"-nginx.scrape-uri=http://{place.address('nginx:8082')}/status",
        f"-web.listen-address={place.address('nginx-exporter:9113')}",
    )
    processes.start(
        "mysqld-exporter",
        "prometheus-mysqld-exporter",
        f"--config.my-cnf={place.path('mariadb/exporter.cnf')}",
        f"--web.listen-address={place.address('mysqld-exporter:9104')}",
    )
    processes.start(
        "redis-exporter",
        "prometheus-redis-exporter",
        f"-redis.addr=redis://{place.address('redis:6379')}",
        f"-web.listen-address={place.address('redis-exporter:9121')}",
    )
