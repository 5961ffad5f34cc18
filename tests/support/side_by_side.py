"""Tests side by side: in processes forked from the one that has collected them, a module at a time."""

import atexit
import faulthandler
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from itertools import groupby
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn

import pytest

from tests.support.waiting import PATIENCE

# The modules that take longest begin first, so that none of them ends alone.
LONGEST = (
    *("screens", "visibility", "faults", "oracle", "discretion", "whole_way", "browsers", "secrets", "telling"),
    *("command_line", "press", "invoices", "money_model", "restored_money", "slow_readers", "invoice_documents"),
    *("escrow", "disputes", "reviews", "contracts", "funding_over_http", "clients", "imported_contracts", "mail_pages"),
)
NUMBER = 2  # bytes of a module's number in the queue


class SideBySide:
    """A plugin that runs what was collected in a number of processes. Each takes the next module when it needs one.

    They share what was imported and collected, which takes longer than most modules, and nothing that a test makes.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed or session.config.option.collectonly:
            return None  # pytest says so itself
        modules = [list(items) for _, items in groupby(session.items, lambda item: item.nodeid.partition("::")[0])]
        modules.sort(key=_place)
        queue, filling = os.pipe()
        os.write(filling, b"".join(number.to_bytes(NUMBER) for number in range(len(modules))))
        os.close(filling)
        lines: dict[Connection, int] = {}
        for _ in range(min(self._processes, len(modules))):
            told, telling = Pipe(duplex=False)
            pid = os.fork()
            if pid == 0:
                for each in (told, *lines):
                    each.close()
                _work(session, (modules[number] for number in _numbers_of(queue)), telling)
            telling.close()
            lines[told] = pid
        os.close(queue)
        try:
            _hear(session, lines)
        finally:
            for line, pid in lines.items():
                line.close()  # else one that has much to tell would wait for ever
                os.kill(pid, signal.SIGINT)
                os.waitpid(pid, 0)
        return True


def _place(module: Sequence[pytest.Item]) -> int:
    name = module[0].path.stem.removeprefix("test_")
    return next((at for at, each in enumerate(LONGEST) if name.startswith(each)), len(LONGEST))


def _numbers_of(queue: int) -> Iterator[int]:
    while number := os.read(queue, NUMBER):
        yield int.from_bytes(number)


def _hear(session: pytest.Session, lines: dict[Connection, int]) -> None:
    """Reports what the processes tell, until all of them have ended; they are no longer among the lines."""
    hook = session.config.hook
    last: dict[Connection, str] = {}
    crashes: list[str] = []
    while lines:
        for line in wait(list(lines)):
            assert isinstance(line, Connection)
            try:
                last[line], told = line.recv()
            except EOFError:
                _, status = os.waitpid(lines.pop(line), 0)
                if code := os.waitstatus_to_exitcode(status):
                    crashes.append(f"a process ended with {code} after {last.get(line)}")
                continue
            report = hook.pytest_report_from_serializable(config=session.config, data=told)
            hook.pytest_runtest_logreport(report=report)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
    if crashes:
        raise session.Interrupted("; ".join(crashes))


class _Telling:
    """A plugin that tells reports to the process that shows them."""

    def __init__(self, config: pytest.Config, line: Connection) -> None:
        self._config = config
        self._line = line

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        self._line.send((f"{report.when} of {report.nodeid}", told))


def _work(session: pytest.Session, modules: Iterator[Sequence[pytest.Item]], line: Connection) -> NoReturn:
    """Runs the modules in a forked process, and ends it."""
    code = 1
    try:
        atexit._clear()  # what was registered belongs to the other process
        _become_quiet(session.config, line)
        _run(session, (item for module in modules for item in module))
        code = 0
    except (KeyboardInterrupt, BrokenPipeError):
        pass  # the other process has ended the run
    except BaseException:  # noqa: BLE001 - the process ends
        traceback.print_exc(file=sys.__stderr__)
    finally:
        # An unclosed SQLite connection has a thread that would keep the process from ending.
        faulthandler.dump_traceback_later(PATIENCE, exit=True, file=sys.__stderr__)
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        os._exit(code)


def _become_quiet(config: pytest.Config, line: Connection) -> None:
    plugins: Any = config.pluginmanager
    # What is captured goes into a file that forked processes would share.
    if capturing := plugins.getplugin("capturemanager"):
        capturing.stop_global_capturing()
        capturing.start_global_capturing()
    writer = config.get_terminal_writer()
    plugins.unregister(name="terminalreporter")
    config.get_terminal_writer = lambda: writer  # type: ignore[method-assign] # for stacks at a time-out
    plugins.register(_Telling(config, line))


def _run(session: pytest.Session, items: Iterator[pytest.Item]) -> None:
    item = next(items, None)
    while item is not None:
        # Fixtures that the next test needs as well are kept.
        following = next(items, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
