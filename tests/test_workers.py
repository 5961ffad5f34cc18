"""Several workers behind one port: keep-alive connections spread over them, and a lost worker is replaced."""

import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from http.client import HTTPConnection

import psutil
import pytest

from edge.listening import SPREADING
from tests.conftest import DIALECT
from tests.support.api.server import Server, main
from tests.support.api.services import Postgres, Redis
from tests.support.waiting import until

WORKERS, CONNECTIONS = 2, 96
pytestmark = [
    pytest.mark.skipif(DIALECT != "postgres", reason="several workers with a broker have PostgreSQL"),
    pytest.mark.skipif(SPREADING is None, reason="this system does not spread connections over listeners"),
]


@pytest.fixture(scope="module")
async def cluster(
    databases: Postgres, template: str, redis: Redis, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """A server of several workers on PostgreSQL and Redis."""
    url = await databases.create(template)
    directory = tmp_path_factory.mktemp("cluster")
    with Server(directory, DATABASE_URL=url, BUS_URL=redis.url, WORKERS=str(WORKERS)) as server:
        yield server
    await databases.drop(url)


def serving(server: Server) -> list[psutil.Process]:
    """The processes that listen at the server's port."""
    return [each for each in psutil.Process(server.pid).children(recursive=True) if listens(each, server.port)]


def listens(process: psutil.Process, port: int) -> bool:
    try:
        sockets = process.net_connections(kind="tcp")
    except psutil.NoSuchProcess:  # it has ended meanwhile
        return False
    return any(each.laddr.port == port and each.status == psutil.CONN_LISTEN for each in sockets)


def answering(server: Server, clients: list[HTTPConnection]) -> list[int]:
    """The process that answers each connection: the one that holds the other end of it."""
    ends = {
        each.raddr.port: child.pid
        for child in serving(server)
        for each in child.net_connections(kind="tcp")
        if each.laddr.port == server.port and each.status == psutil.CONN_ESTABLISHED
    }
    return [ends[client.sock.getsockname()[1]] for client in clients]


def ask(client: HTTPConnection) -> int:
    client.request("GET", "/health")
    response = client.getresponse()
    response.read()
    return response.status


async def test_kept_connections_spread_over_the_workers_and_stay_where_they_are(cluster: Server) -> None:
    await until(lambda: len(serving(cluster)) == WORKERS)
    clients = [HTTPConnection("127.0.0.1", cluster.port) for _ in range(CONNECTIONS)]
    try:
        assert {ask(client) for client in clients} == {200}
        first = answering(cluster, clients)
        shares = Counter(first)
        assert len(shares) == WORKERS, shares
        # Each has half of them; a draw as uneven as this one does not happen in a lifetime.
        assert min(shares.values()) >= CONNECTIONS / WORKERS / 4, shares
        assert {ask(client) for client in clients} == {200}
        assert answering(cluster, clients) == first
    finally:
        for client in clients:
            client.close()


async def test_workers_are_copies_of_the_first_process(cluster: Server) -> None:
    """Decision 100: no further interpreter imports everything anew."""
    await until(lambda: len(serving(cluster)) == WORKERS)
    first = psutil.Process(cluster.pid)
    assert first.num_threads() == 1, "a copy has none of its other threads"
    assert [(each.ppid(), each.cmdline()) for each in serving(cluster)] == [(first.pid, first.cmdline())] * WORKERS


async def test_a_second_server_does_not_share_the_port_by_mistake(cluster: Server) -> None:
    ended = main("serve", env=cluster.environment, zygote=cluster.zygote)
    assert ended.returncode != 0
    assert "address already in use" in (ended.stdout + ended.stderr).lower()
    assert cluster.get("/health")[0] == 200


async def test_a_worker_that_died_is_replaced_at_the_same_port(cluster: Server) -> None:
    before = {each.pid for each in serving(cluster)}
    lost = min(before)
    os.kill(lost, signal.SIGKILL)
    await until(lambda: len(serving(cluster)) == WORKERS and lost not in {each.pid for each in serving(cluster)})
    assert {cluster.get("/health")[0] for _ in range(20)} == {200}
