"""Telemetry with OpenTelemetry: traces and metrics for a collector, metrics for Prometheus; off until configured."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Thread
from wsgiref.simple_server import WSGIServer

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.metrics import Meter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Tracer
from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest, start_http_server

NAME = "bidhall"
LONGEST_END = 3.0


@dataclass(frozen=True, slots=True)
class Telemetry:
    """The tracer and the meter of this process; None for what is off."""

    tracer: Tracer | None = None
    meter: Meter | None = None
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    closing: tuple[Callable[[], object], ...] = ()

    def page(self) -> bytes:
        """The metrics of this process in the text format of Prometheus."""
        return generate_latest(self.registry)

    def serve(self, host: str, first: int, most: int) -> tuple[int, Callable[[], None]]:
        """Serves the page on the first free port of so many, in a thread; returns the port and what ends it.

        Each worker has numbers of its own, and so a port of its own. Raises OSError if no port is free.
        """
        for port in range(first, first + most):
            try:
                server, thread = start_http_server(port, host, self.registry)
            except OSError:
                if port + 1 == first + most:
                    raise
            else:
                return port, partial(_stop, server, thread)
        raise ValueError("most must be 1 or more")

    def end(self) -> None:
        """Sends what is left, as far as the collector takes it within LONGEST_END seconds."""
        ending = Thread(target=self._close, daemon=True)
        ending.start()
        ending.join(LONGEST_END)

    def _close(self) -> None:
        for close in self.closing:
            close()


def telemetry_of(*, collector: str | None, is_read: bool) -> Telemetry:
    """Telemetry that goes to a collector, if one is given, and whose metrics can be read by Prometheus, if they are.

    `collector` is its base URL, such as http://localhost:4318. Everything else about it, such as headers and sampling,
    is in the usual variables of OpenTelemetry, which its libraries read.
    """
    resource = Resource({"service.name": NAME}).merge(OTELResourceDetector().detect())
    registry = CollectorRegistry()
    readers: list[MetricReader] = []
    closing: list[Callable[[], object]] = []
    tracer = None
    if collector is not None:
        tracers = TracerProvider(resource=resource, shutdown_on_exit=False)
        tracers.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(_signal(collector, "traces"))))
        tracer = tracers.get_tracer(NAME)
        closing.append(tracers.shutdown)
        readers.append(PeriodicExportingMetricReader(OTLPMetricExporter(_signal(collector, "metrics"))))
    if is_read:
        ProcessCollector(registry=registry)
        GCCollector(registry=registry)
        readers.append(PrometheusMetricReader(scope_info_enabled=False, registry=registry))
    if not readers:
        return Telemetry()
    meters = MeterProvider(readers, resource=resource, shutdown_on_exit=False)
    return Telemetry(tracer, meters.get_meter(NAME), registry, (*closing, meters.shutdown))


def _stop(server: WSGIServer, thread: Thread) -> None:
    server.shutdown()
    server.server_close()
    thread.join()


def _signal(collector: str, name: str) -> str:
    """Where one signal goes; OTEL_EXPORTER_OTLP_TRACES_ENDPOINT or ..._METRICS_ENDPOINT may send it elsewhere."""
    elsewhere = os.environ.get(f"OTEL_EXPORTER_OTLP_{name.upper()}_ENDPOINT")
    return elsewhere or f"{collector.rstrip('/')}/v1/{name}"
