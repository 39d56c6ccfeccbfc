"""Runs every case against a server: `cases.py IMAGE TARGET`. Prints one JSON line for each: its name, and what failed."""

import json
import sys
import time
import traceback
import urllib.request
import uuid

import grpc

from sluice_client import Client, Schema

ORDERS = "sluice.orders.v1.OrderService"
INVENTORY = "sluice.inventory.v1.InventoryService"
HEALTH = "grpc.health.v1.Health"
PRICE = {"currency_code": "EUR", "minor_units": 12900}


def new_key():
    return str(uuid.uuid4())


def new_user(client):
    fields = {"email": new_key() + "@example.com", "name": "Ada"}
    return client.unary("sluice.users.v1.UserService/CreateUser", fields).user.user_id


def new_item(client, sku, on_hand):
    fields = {"sku": sku, "name": "Drop", "price": PRICE, "on_hand": on_hand}
    return client.unary(INVENTORY + "/CreateItem", fields).item


def order_fields(user_id, sku, quantity=1):
    lines = [{"sku": sku, "quantity": quantity}]
    return {"idempotency_key": new_key(), "user_id": user_id, "lines": lines}


def item_of(client, sku):
    return client.unary(INVENTORY + "/GetItem", {"sku": sku}).item


def places_an_order_repeats_it_and_reads_it_back(client):
    new_item(client, "PY-UNARY", 10)
    fields = order_fields(new_user(client), "PY-UNARY", 2)
    first = client.unary(ORDERS + "/PlaceOrder", fields)
    again = client.unary(ORDERS + "/PlaceOrder", fields)
    assert (first.replayed, again.replayed) == (False, True)
    assert first.order == again.order
    assert first.order.total.minor_units == 25800
    read = client.unary(ORDERS + "/GetOrder", {"order_id": first.order.order_id})
    assert read.order == first.order


def reads_every_wrong_field_of_a_bad_request(client):
    fields = {"idempotency_key": "not a key", "lines": [{"sku": "!", "quantity": 0}]}
    error, details = client.failure(ORDERS + "/PlaceOrder", fields)
    assert error.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert details["ErrorInfo"].domain == "sluice"
    found = [violation.field for violation in details["BadRequest"].field_violations]
    assert found == ["idempotency_key", "user_id", "lines[0].sku", "lines[0].quantity"], found


def reads_what_stands_in_the_way_of_an_order(client):
    new_item(client, "PY-SCARCE", 1)
    user_id = new_user(client)
    error, details = client.failure(ORDERS + "/PlaceOrder", order_fields(user_id, "PY-NONE"))
    assert error.code() == grpc.StatusCode.NOT_FOUND
    assert details["ErrorInfo"].reason == "ITEM_NOT_FOUND"
    error, details = client.failure(ORDERS + "/PlaceOrder", order_fields(user_id, "PY-SCARCE", 2))
    assert error.code() == grpc.StatusCode.FAILED_PRECONDITION
    assert details["ErrorInfo"].reason == "OUT_OF_STOCK"
    [violation] = details["PreconditionFailure"].violations
    assert (violation.type, violation.subject) == ("OUT_OF_STOCK", "item/PY-SCARCE")


def imports_items_over_a_client_stream(client):
    import_id = new_key()

    def rows(first):
        for row in range(first, first + 200):
            yield {"row": row, "sku": "PY-%d" % row, "name": "n", "price": PRICE, "stock_delta": 5}

    messages = [{"import_id": import_id, "rows": list(rows(1 + 200 * part))} for part in range(5)]
    answer = client.client_stream(INVENTORY + "/ImportItems", messages)
    done = getattr(answer, "import")
    assert (done.created_count, done.last_row, len(answer.errors)) == (1000, 1000, 0), answer


def watches_health_and_cancels(client):
    call = client.server_stream(HEALTH + "/Watch", {"service": ORDERS})
    assert next(call).status == 1
    assert streams_open(client) == 1
    call.cancel()
    try:
        next(call)
        raise AssertionError("the stream goes on")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.CANCELLED
    until(lambda: streams_open(client) == 0)


def ends_a_stream_at_its_deadline(client):
    started = time.monotonic()
    call = client.server_stream(HEALTH + "/Watch", timeout=0.2)
    try:
        for _ in call:
            pass
        raise AssertionError("the stream ended without an error")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED
    assert time.monotonic() - started >= 0.19
    until(lambda: streams_open(client) == 0)


def hears_that_a_deadline_has_passed(client):
    # In the past: grpcio rounds the smallest of timeouts up to a millisecond, and the server can answer within one.
    error, _ = client.failure(ORDERS + "/ListOrders", timeout=-1)
    assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED


def has_thousands_of_orders_in_flight_on_one_stream(client):
    count, short = 2000, 100
    new_item(client, "PY-STREAM", count - short)
    user_id = new_user(client)
    asked = [order_fields(user_id, "PY-STREAM") for _ in range(count)]
    waiting = {fields["idempotency_key"] for fields in asked}
    placed, refused = 0, 0
    for answer in client.bidi_stream(ORDERS + "/PlaceOrders", asked):
        waiting.remove(answer.idempotency_key)
        if answer.WhichOneof("result") == "ok":
            placed += 1
        else:
            assert answer.error.code == grpc.StatusCode.FAILED_PRECONDITION.value[0]
            refused += 1
    assert (len(waiting), placed, refused) == (0, count - short, short)
    assert item_of(client, "PY-STREAM").held == count - short


def finds_by_key_what_a_cancelled_stream_has_placed(client):
    new_item(client, "PY-CUT", 1000)
    user_id = new_user(client)
    asked = [order_fields(user_id, "PY-CUT") for _ in range(200)]
    call = client.bidi_stream(ORDERS + "/PlaceOrders", asked)
    next(call)
    call.cancel()
    answers = [client.unary(ORDERS + "/PlaceOrder", fields) for fields in asked]
    assert any(answer.replayed for answer in answers)
    assert item_of(client, "PY-CUT").held == 200


def speaks_gzip_both_ways(client):
    zipped = Client(client.schema, client.target, compression=grpc.Compression.Gzip)
    rows = [
        {"row": row, "sku": "PY-GZIP-%d" % row, "name": "n" * 150, "price": PRICE}
        for row in range(1, 1001)
    ]
    fields = {"import_id": new_key(), "rows": rows, "complete": True}
    answer = zipped.unary(INVENTORY + "/ImportItemsChunk", fields)
    assert getattr(answer, "import").created_count == 1000
    fields = {"page_size": 1000, "sku_prefix": "PY-GZIP-"}
    assert len(zipped.unary(INVENTORY + "/ListItems", fields).items) == 1000


def streams_open(client):
    with urllib.request.urlopen("http://%s/metrics" % client.target) as page:
        for line in page.read().decode().splitlines():
            if "rpc_streams_open " in line and not line.startswith("#"):
                return int(float(line.split()[-1]))
    raise AssertionError("no rpc_streams_open among the metrics")


def until(condition):
    latest = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < latest, "never happened"
        time.sleep(0.01)


CASES = [
    places_an_order_repeats_it_and_reads_it_back,
    reads_every_wrong_field_of_a_bad_request,
    reads_what_stands_in_the_way_of_an_order,
    imports_items_over_a_client_stream,
    watches_health_and_cancels,
    ends_a_stream_at_its_deadline,
    hears_that_a_deadline_has_passed,
    has_thousands_of_orders_in_flight_on_one_stream,
    finds_by_key_what_a_cancelled_stream_has_placed,
    speaks_gzip_both_ways,
]


def main(image_path, target):
    client = Client(Schema(image_path), target)
    for case in CASES:
        failure = None
        try:
            case(client)
        except Exception:  # every case is told, whatever went wrong in it
            failure = traceback.format_exc()
        print(json.dumps({"name": case.__name__.replace("_", " "), "failure": failure}), flush=True)


main(*sys.argv[1:])
