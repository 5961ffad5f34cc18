"""Telemetry: numbers and traces of what the server does, off until configured, without anything about a person."""

import gzip
import re
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from providers.telemetry import telemetry_of
from tests.support.api.client import http_client
from tests.support.api.processes import free_port
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import ARRIVALS, Person, enterprise, person, published, submitted
from tests.support.waiting import until

pytestmark = pytest.mark.anywhere

TOKEN = "a token that Prometheus has"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
LINE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


class Collector:
    """A collector of OpenTelemetry: keeps what it is sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes]] = []
        kept = self.sent

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                is_packed = self.headers.get("content-encoding") == "gzip"
                kept.append((self.path, gzip.decompress(body) if is_packed else body))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def spans(self) -> list[Any]:
        """Every span, with its attributes by name."""
        found = [ExportTraceServiceRequest.FromString(body) for path, body in self.sent if path == "/v1/traces"]
        return [
            span
            for each in found
            for resource in each.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def metrics(self) -> set[str]:
        """The names of all metrics."""
        found = [ExportMetricsServiceRequest.FromString(body) for path, body in self.sent if path == "/v1/metrics"]
        return {
            metric.name
            for each in found
            for resource in each.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
async def observed(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory, collector: Collector
) -> AsyncIterator[Server]:
    url = await databases.create(template)
    environment = {
        "METRICS_PORT": str(free_port()),
        "METRICS_TOKEN": TOKEN,
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
        "OTEL_BSP_SCHEDULE_DELAY": "100",
        "OTEL_METRIC_EXPORT_INTERVAL": "200",
    }
    with Server(tmp_path_factory.mktemp("observed"), DATABASE_URL=url, **environment) as running:
        yield running
    await databases.drop(url)


def numbers(server: Server) -> dict[tuple[str, str], float]:
    """What the port for metrics says, by the name and the labels."""
    return {(name, labels): float(number) for name, labels, number in LINE.findall(page(server))}


def page(server: Server) -> str:
    """The page of the port for metrics."""
    return httpx.get(f"http://127.0.0.1:{server.environment['METRICS_PORT']}/metrics").text


async def test_nothing_is_shown_before_it_is_configured(server: Server) -> None:
    assert server.get("/metrics")[0] == 404


async def test_what_the_server_does_is_counted(observed: Server) -> None:
    awarder, bidder = await enterprise(observed.url), await person(observed.url)
    demand = await published(awarder)
    assert await bidder.refused("publishDemand", demandId=demand, expectedVersion=1) == "NOT_ALLOWED"
    for refused in ("{ nonsense }", "{ demands(first: 0) { cursor } }"):
        assert "errors" in await awarder.client.post(refused)
    async with awarder.client.subscribe(ARRIVALS, id=demand) as events:
        await until(lambda: numbers(observed).get(("bidhall_subscriptions", 'place="demand"')) == 1)
        assert numbers(observed)["bidhall_connections", ""] == 1
        await submitted(bidder, demand)
        await events.next()
        found = numbers(observed)
    assert found["bidhall_refusals_total", 'code="NOT_ALLOWED"'] == 1
    assert found["bidhall_refusals_total", 'code="GRAPHQL_VALIDATION_FAILED"'] == 1
    assert found["bidhall_deliveries_total", 'place="demand"'] == 1
    assert found["bidhall_lag_reading", 'place="demand"'] == 0
    assert found["bidhall_queue_length", 'queue="hashing"'] == 0
    assert found["bidhall_mails", 'what="waiting"'] >= 0
    assert found["bidhall_payments", 'what="waiting"'] == 0
    assert found["bidhall_operation_duration_seconds_count", 'outcome="refused",type="query"'] == 1
    routes = [labels for name, labels in found if name == "http_server_request_duration_seconds_count"]
    assert any('http_route="/graphql"' in labels for labels in routes)
    await until(lambda: numbers(observed)["bidhall_connections", ""] == 0)


async def test_the_public_port_shows_metrics_to_whoever_has_the_token(observed: Server) -> None:
    url = observed.url.replace("/graphql", "/metrics")
    async with http_client() as client:
        for wrong in (b"", b"Bearer", b"Bearer a token", TOKEN.encode(), b"Basic YTpi", b"Bearer \xff"):
            refused = await client.get(url, headers={"Authorization": wrong})
            assert (refused.status_code, refused.content) == (401, b"")
        shown = await client.get(url, headers={"Authorization": f"Bearer {TOKEN}"})
        assert (shown.status_code, "bidhall_broker_up 1.0" in shown.text) == (200, True)
        assert (await client.post(url, headers={"Authorization": f"Bearer {TOKEN}"})).status_code == 405


async def test_a_trace_goes_on_from_its_client_to_the_operation(observed: Server, collector: Collector) -> None:
    client = (await person(observed.url)).client
    given = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "Authorization": f"Bearer {client.token}"}
    asked = {"query": "{ viewer { user { name } } demands { edges { node { id } } } }"}
    async with http_client() as http:
        await http.post(observed.url, json=asked, headers=given)
    mine: list[Any] = []

    def has_come() -> bool:
        mine[:] = [span for span in collector.spans() if span.trace_id.hex() == TRACE]
        return len(mine) == 2

    await until(has_come)
    request, operation = sorted(mine, key=lambda span: span.name)
    assert (request.name, operation.name) == ("POST /graphql", "query")
    assert (request.parent_span_id.hex(), operation.parent_span_id) == ("00f067aa0ba902b7", request.span_id)
    (fields,) = [each.value.array_value.values for each in operation.attributes if each.key == "bidhall.fields"]
    assert [each.string_value for each in fields] == ["demands", "viewer"]
    assert TRACE in observed.log()
    await until(lambda: {"bidhall.deliveries", "bidhall.operation.duration"} <= collector.metrics())


async def test_neither_spans_nor_numbers_tell_anything_about_a_person(observed: Server, collector: Collector) -> None:
    ada = await person(observed.url, "Ada-Secret-Name")
    await ada.ask("query SecretOperation($text: String) { demands(filter: { text: $text }) { cursor } }", text="secret")
    async with http_client(headers={"User-Agent": "secret-agent", "Cookie": "secret=1"}) as http:
        await http.get(observed.url, params={"query": "{ secretField }", "variables": '{"secret": 1}'})
        await http.get(observed.url.replace("/graphql", "/files/secret-link?token=secret"))
        await http.get(observed.url.replace("/graphql", "/secret-path"))
        await http.request("SECRET", observed.url)
        await http.post(observed.url, json={"query": "{ viewer { user { id } } }"}, headers={"traceparent": "secret"})
    before = len(collector.spans())
    await Person(observed.url).ask("{ defaultCriteria { key } }")
    await until(lambda: len(collector.spans()) >= before + 2)
    told = b"".join(body for _, body in collector.sent) + page(observed).encode()
    for secret in ("secret", ada.email, ada.user, ada.party, str(ada.client.token), "127.0.0.1"):
        assert secret.lower().encode() not in told.lower(), secret


async def test_each_worker_has_a_port_of_its_own() -> None:
    one, other = (telemetry_of(collector=None, is_read=True) for _ in range(2))
    first = free_port()
    (port, end), (next_port, end_next) = one.serve("127.0.0.1", first, 5), other.serve("127.0.0.1", first, 5)
    assert first <= port < next_port < first + 5
    with pytest.raises(OSError, match="in use"):
        one.serve("127.0.0.1", port, 1)
    for each in (end, end_next, one.end, other.end):
        each()


async def test_a_collector_that_is_away_stops_nothing(database_url: str, tmp_path: Path) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    with Server(tmp_path, DATABASE_URL=database_url, OTEL_EXPORTER_OTLP_ENDPOINT=away) as server:
        assert (await Person(server.url).ask("{ viewer { user { id } } }")) == {"viewer": None}
    assert "Traceback" not in server.log()
