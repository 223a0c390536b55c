"""Many items on several processes: the order is kept, little is held at a time, and nothing waits for what comes later."""

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.runtime.processes import ITEMS_WITHOUT_POOL, ordered, spread


@given(st.lists(st.integers(0, 100), max_size=30), st.integers(1, 3), st.integers(1, 4))
def test_results_come_in_the_order_of_the_items(items: list[int], workers: int, ahead: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        assert [item * 2 for item in items] == list(ordered(pool, lambda item: item * 2, items, ahead))


def test_processes_give_what_one_gives() -> None:
    items = range(ITEMS_WITHOUT_POOL + 40)
    assert list(spread(math.sqrt, items, 1)) == list(spread(math.sqrt, items, 2))


def test_an_executor_gives_what_one_process_gives() -> None:
    items = range(ITEMS_WITHOUT_POOL + 40)
    with ThreadPoolExecutor(2) as pool:
        assert list(spread(math.sqrt, items, 1)) == list(spread(math.sqrt, items, 2, executor=pool))


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
