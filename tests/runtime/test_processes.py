"""Many items on several processes: the order is kept, little is held at a time, and nothing waits for what comes later."""

import math
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.runtime.processes import ITEMS_WITHOUT_POOL, Workers, ordered, spread


@given(st.lists(st.integers(0, 100), max_size=30), st.integers(1, 3), st.integers(1, 4))
def test_results_come_in_the_order_of_the_items(items: list[int], workers: int, ahead: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        assert [item * 2 for item in items] == list(ordered(pool, lambda item: item * 2, items, ahead))


def test_processes_give_what_one_gives() -> None:
    items = range(ITEMS_WITHOUT_POOL + 40)
    with Workers(2) as workers:
        assert list(map(math.sqrt, items)) == list(spread(math.sqrt, items, workers))
        assert workers.have_begun


def test_processes_that_have_begun_do_all_of_the_next_work() -> None:
    with Workers(2) as workers:
        workers.pool()
        assert {os.getpid()}.isdisjoint(spread(process_of, range(4), workers))


def test_few_items_are_done_before_processes_begin() -> None:
    with Workers(2) as workers:
        assert {os.getpid()} == set(spread(process_of, range(ITEMS_WITHOUT_POOL), workers))
        assert not workers.have_begun


@pytest.mark.skipif(sys.platform != "linux", reason="copies of a process are made on Linux alone")
def test_copies_of_this_process_end_with_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.runtime.processes.active_count", lambda: 1)  # as pytest has threads of its own
    with Workers(2) as workers:
        workers.fork()
        children = set(spread(process_of, range(20), workers))
    assert [] == [child for child in children if Path(f"/proc/{child}").exists()]


def test_no_copies_are_made_beside_threads() -> None:
    told = Event()
    beside = Thread(target=told.wait, args=(10,))
    beside.start()
    with Workers(2) as workers:
        workers.fork()
        assert not workers.have_begun
    told.set()
    beside.join()


def test_one_process_does_all_alone() -> None:
    with Workers(1) as workers:
        workers.fork()
        assert {os.getpid()} == set(spread(process_of, range(ITEMS_WITHOUT_POOL + 2), workers))
        assert not workers.have_begun


def test_an_executor_gives_what_one_process_gives() -> None:
    items = range(ITEMS_WITHOUT_POOL + 40)
    with ThreadPoolExecutor(2) as pool:
        with Workers(2, pool) as workers:
            assert list(map(math.sqrt, items)) == list(spread(math.sqrt, items, workers))
        assert 2 == pool.submit(abs, -2).result(), "an executor is not ended by those who only use it"


def process_of(_item: int) -> int:
    return os.getpid()


def test_a_result_does_not_wait_for_items_that_have_not_come() -> None:
    told = Event()

    def slowly() -> Iterator[int]:
        yield 1
        assert told.wait(10)
        yield 2

    with ThreadPoolExecutor(1) as pool:
        results = ordered(pool, abs, slowly(), 4)
        assert 1 == next(results)
        told.set()
        assert [2] == list(results)


def test_no_more_items_are_read_ahead_than_asked_for() -> None:
    read: list[int] = []
    hold = Event()

    def items() -> Iterator[int]:
        for item in range(100):
            read.append(item)
            yield item

    def held(item: int) -> int:
        assert item == 0 or hold.wait(10)
        return item

    with ThreadPoolExecutor(1) as pool:
        results = ordered(pool, held, items(), ahead := 5)
        assert 0 == next(results)
        assert len(read) <= ahead + 3  # one that was taken, one that waits for room, one in the reader's hand
        hold.set()
        assert list(range(1, 100)) == list(results)


def test_what_goes_wrong_is_raised_in_its_place() -> None:
    def items() -> Iterator[float]:
        yield 4.0
        raise ValueError("broken")

    with ThreadPoolExecutor(1) as pool:
        results = ordered(pool, math.sqrt, items(), 2)
        assert 2.0 == next(results)
        with pytest.raises(ValueError, match="broken"):
            next(results)
