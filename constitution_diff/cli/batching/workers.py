"""Processes that each take one pair after the other; one that dies fails its own pair and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from msgspec import Struct

Task = Callable[[Any], Any]


class _Worker(Struct):
    process: BaseProcess
    """Runs `_serve`."""
    pipe: Connection
    """Our end."""
    place: int
    """Index of what it works at."""


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work_off(task: Task, items: Sequence[Any], jobs: int) -> Iterator[tuple[int, Any]]:
    """Yield the index and the result of each item as it is done; None for the result when its process died.

    Args:
        task: a function of a module, called in another process with one item.
        items: what it is called with.
        jobs: most processes at a time.
    """
    # Forking takes a hundredth of a fresh start, and nothing runs in this process beside it.
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    left = iter(range(len(items)))
    workers: list[_Worker] = []
    try:
        for _ in range(min(jobs, len(items))):
            workers.append(_start(context, task))
            _next(workers[-1], left, items)
        while busy := [worker for worker in workers if worker.place >= 0]:
            for pipe in wait([worker.pipe for worker in busy]):
                worker = next(one for one in busy if one.pipe is pipe)
                done = worker.place
                try:
                    result = worker.pipe.recv()
                except (EOFError, ConnectionResetError):
                    result = None
                    _stop(worker)
                    workers[workers.index(worker)] = worker = _start(context, task)
                _next(worker, left, items)
                yield done, result
    finally:
        for worker in workers:
            _stop(worker)


def _start(context: Any, task: Task) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(task, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, -1)


def _next(worker: _Worker, left: Iterator[int], items: Sequence[Any]) -> None:
    worker.place = next(left, -1)
    if worker.place >= 0:
        worker.pipe.send(items[worker.place])


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.terminate()
    worker.process.join()


def _serve(task: Task, pipe: Connection) -> None:
    """Call the task with whatever comes, until the other end closes."""
    # Ctrl-C reaches every process of a terminal: the one that was started ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(task(item))
