"""The sums within a query: each that is off stops the task, and says where."""

from __future__ import annotations

import pytest
from lakewright_runtime.errors import ControlTotalOff, CountsOff, JoinMultiplies
from lakewright_runtime.flow import check_totals, follow
from lakewright_runtime.program import FlowStep

READ = FlowStep("read", "", "silver.orders", (), None)
FILTER = FlowStep("filter", "", "where amount > 15", (0,), None)
SIX = {"step": 0, "rows_out": 6}


def join(kind: str, cardinality: str | None) -> FlowStep:
    return FlowStep(kind, "met", f"{kind} join silver.customers as c", (0,), cardinality)


def test_a_filter_counts_its_complement() -> None:
    row = {"step": 1, "rows_out": 3, "rows_in": 6, "lost": 2, "undecided": 1, "unmatched": None}
    flow = follow("t", [READ, FILTER], [SIX, row], 3)
    assert [(s["rows_in"], s["rows_out"], s["dropped"], s["undecided"]) for s in flow] == [
        (6, 6, 0, None),
        (6, 3, 3, 1),
    ]


@pytest.mark.parametrize(
    ("row", "candidates"),
    [
        ({"rows_out": 3, "rows_in": 6, "lost": 1, "undecided": 1}, 3),
        ({"rows_out": 4, "rows_in": 7, "lost": 2, "undecided": 1}, 4),
        ({"rows_out": 3, "rows_in": 6, "lost": 2, "undecided": 1}, 4),
    ],
    ids=["neither kept nor dropped", "never left the step before", "the query gave another number"],
)
def test_a_sum_that_is_off(row: dict[str, int], candidates: int) -> None:
    with pytest.raises(CountsOff):
        follow("t", [READ, FILTER], [SIX, {"step": 1, **row}], candidates)


def test_a_group_holds_each_row_once() -> None:
    group = FlowStep("group", "", "group by id", (0,), None)
    assert follow("t", [READ, group], [SIX, {"step": 1, "rows_out": 2, "rows_in": 6}], 2)[1]["dropped"] == 0
    with pytest.raises(CountsOff, match="rows into 'group by id' = 5"):
        follow("t", [READ, group], [SIX, {"step": 1, "rows_out": 2, "rows_in": 5}], 2)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("inner", {"rows_out": 5, "dropped": 2, "added": 1, "unaccounted": 1}),
        ("left", {"rows_out": 7, "dropped": 0, "added": 1, "unaccounted": 1}),
        ("right", {"rows_out": 6, "dropped": 2, "added": 2, "unaccounted": 1}),
        ("full", {"rows_out": 8, "dropped": 0, "added": 2, "unaccounted": 1}),
    ],
)
def test_a_join_that_nobody_declared(kind: str, expected: dict[str, int]) -> None:
    rows = [SIX, {"step": 1, "rows_out": 5, "unmatched": 2}, {"step": 1, "right_rows": 5}, {"step": 1, "right_out": 6}]
    found = follow("t", [READ, join(kind, None)], rows, expected["rows_out"])[1]
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("cardinality", "side"), [("many_to_one", "left"), ("one_to_many", "right"), ("one_to_one", "left")]
)
def test_a_join_that_finds_more_than_was_declared(cardinality: str, side: str) -> None:
    rows = [SIX, {"step": 1, "rows_out": 5, "unmatched": 2, "right_rows": 5, "right_out": 6}]
    with pytest.raises(JoinMultiplies, match=f"declared {cardinality}, and rows of its {side} side met more"):
        follow("t", [READ, join("left", cardinality)], rows, 7)


def test_a_join_may_multiply_where_that_is_declared() -> None:
    rows = [SIX, {"step": 1, "rows_out": 5, "unmatched": 2, "right_rows": 5, "right_out": 6}]
    found = follow("t", [READ, join("left", "many_to_many")], rows, 7)[1]
    assert (found["added"], found["unaccounted"]) == (1, 0)


def test_a_control_total() -> None:
    same = {"name": "a", "expected": "1", "found": "1", "same": True}
    check_totals("t", ["a"], [same])
    with pytest.raises(ControlTotalOff, match="the inputs say 1, the task's rows say null"):
        check_totals("t", ["a"], [{**same, "found": None, "same": False}])
    with pytest.raises(ControlTotalOff, match="gave 0 rows"):
        check_totals("t", ["a"], [])
