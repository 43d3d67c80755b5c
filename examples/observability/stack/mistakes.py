"""What goes wrong in applications, on purpose."""

import subprocess
import threading

from . import tree
from .expected import expect
from .one_trace import CLIENT, whole
from .programs import mariadb

TRACE = "5bf92f3577b34da6a3ce929d0e0e4736"


def slow_order(place, processes, client, receiver):
    """Somebody holds the row that the stock wants to change, for more than a second."""
    locker = subprocess.Popen(
        ["mariadb", "--no-defaults", f"--socket={place.path('mariadb.sock')}", "--user=root", "stock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    order = threading.Thread(target=client.order, daemon=True, kwargs={"traceparent": f"00-{TRACE}-{CLIENT}-01"})
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
    spans = processes.wait_until("the slow trace has arrived", lambda: whole(receiver.trace(TRACE)))
    longest = max((span for span in spans if span.name == "orm:client:db_query"), key=lambda span: span.end - span.start)
    expect(tree.heading(longest).endswith("update items Item"), f"the slowest is {tree.heading(longest)}")
    print(f"\n== A slow order: {(longest.end - longest.start) / 1e9:.1f} s in {tree.heading(longest)}")


def transactions(place, condition):
    return int(mariadb(place, f"select count(*) from information_schema.innodb_trx where {condition}") or 0)


def stale_order(place, client):
    """Both shops have it in their cache when it is deleted behind their back."""
    expect(client.send("GET", "/orders/1000001/total")[0] == 200, "no total")
    mariadb(place, "delete from shop.order_lines where order_id = 1000001; delete from shop.orders where id = 1000001;", True)
    expect(client.send("DELETE", "/orders/1000001")[0] == 500, "an order that was deleted already can be cancelled")


def others(client):
    """An N+1 and a lazy load outside of a transaction; and what nobody could object to."""
    for path in ["/orders", "/orders/1000002/total", "/items/tea"]:
        client.send("GET", path)
