"""The rows within a query, from what was counted at its steps: docs/accounting.md, pipelines/local/flow.ts.

Each step's rows come from the steps before it; a sum that is off, a join that finds more than its author declared, or a
control total that differs stops the task before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Optional

from lakewright_runtime.accounting import same
from lakewright_runtime.errors import ControlTotalOff, JoinMultiplies
from lakewright_runtime.program import FlowStep

#: The counts of one step, None where it has no such count.
Row = Mapping[str, Optional[int]]
#: A step with its rows, as the ledger keeps it.
FlowCount = dict[str, Any]

JOINS = ("inner", "left", "right", "full")


def follow(task: str, steps: Sequence[FlowStep], rows: Sequence[Row], candidates: int) -> list[FlowCount]:
    """The rows of each step; `candidates` are those that the query really gave."""
    flow: list[FlowCount] = []
    for place, step in enumerate(steps):
        counted = _merged([row for row in rows if row["step"] == place])
        rows_in = sum(flow[i]["rows_out"] for i in step.inputs) if step.inputs else counted["rows_out"]
        one = _counted(step, rows_in, counted)
        _check(task, step, one, counted)
        flow.append(one)
    same(task, "candidates", candidates, "rows out of the last step of the query", flow[-1]["rows_out"])
    return flow


def check_totals(task: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Raises ControlTotalOff for the first total that differs, or whose inputs gave no row or several."""
    for name in names:
        found = [row for row in rows if row["name"] == name]
        if len(found) != 1:
            raise ControlTotalOff(
                f"{task}: control total '{name}': its inputs gave {len(found)} rows, expected one",
                task=task,
                total=name,
            )
        (row,) = found
        if not row["same"]:
            raise ControlTotalOff(
                f"{task}: control total '{name}' is off: the inputs say {_text(row['expected'])}, "
                f"the task's rows say {_text(row['found'])}",
                task=task,
                total=name,
            )


def _text(value: object) -> str:
    return "null" if value is None else str(value)


def _merged(rows: Sequence[Row]) -> dict[str, int]:
    """Of the rows of a step, each of which has some of its counts, one."""
    return {name: count for row in rows for name, count in row.items() if count is not None}


def _counted(step: FlowStep, rows_in: int, counted: Mapping[str, int]) -> FlowCount:
    out = counted.get("rows_out", rows_in)
    one: FlowCount = {
        "kind": step.kind,
        "block": step.block,
        "text": step.text,
        "inputs": list(step.inputs),
        "rows_in": rows_in,
        "rows_out": out,
        "dropped": rows_in - out,
        "added": 0,
        "unmatched": None,
        "undecided": None,
        "unaccounted": 0,
    }
    if step.kind in JOINS:
        unmatched = counted["unmatched"]
        extra = out + unmatched - rows_in
        strangers = counted["right_out"] - out if step.kind in ("right", "full") else 0
        kept = unmatched if step.kind in ("left", "full") else 0
        one.update(
            unmatched=unmatched,
            rows_out=out + kept + strangers,
            dropped=unmatched - kept,
            added=extra + strangers,
            unaccounted=extra if step.cardinality is None else 0,
        )
    elif step.kind in ("cross", "expand"):
        one.update(
            dropped=max(0, rows_in - out),
            added=max(0, out - rows_in),
            unaccounted=abs(out - rows_in) if step.kind == "cross" else 0,
        )
    elif step.kind == "group":
        one["dropped"] = 0
    elif step.kind != "read":
        one["undecided"] = counted.get("undecided")
    return one


def _check(task: str, step: FlowStep, one: FlowCount, counted: Mapping[str, int]) -> None:
    where = f"{one['block']}: {one['text']}" if one["block"] else one["text"]
    if "rows_in" in counted:
        same(task, f"rows into '{where}'", counted["rows_in"], "rows out of the step before", one["rows_in"])
    if "lost" in counted:
        parts = one["rows_out"] + counted["lost"] + counted["undecided"]
        same(task, f"rows into '{where}'", one["rows_in"], "kept + refused + undecided", parts)
    if one["dropped"] < 0 or one["added"] < 0:
        same(task, f"rows out of '{where}'", one["rows_out"], "rows in", one["rows_in"])
    if step.cardinality is not None and step.kind in JOINS:
        _check_join(task, step, one, counted)


def _check_join(task: str, step: FlowStep, one: FlowCount, counted: Mapping[str, int]) -> None:
    """A join that finds more than was declared."""
    too_many = {
        "left": counted["rows_out"] + one["unmatched"] - one["rows_in"],
        "right": counted.get("right_out", 0) - counted.get("right_rows", 0),
    }
    once = {"one_to_one": ("left", "right"), "many_to_one": ("left",), "one_to_many": ("right",)}
    for side in once.get(step.cardinality or "", ()):
        if too_many[side] > 0:
            block = f"in {one['block']}, " if one["block"] else ""
            raise JoinMultiplies(
                f"{task}: {block}'{one['text']}' is declared {step.cardinality}, and rows of its {side} side met more "
                f"than one row: {too_many[side]} rows too many; "
                "make the other side unique, or declare what is true in joins",
                task=task,
                join=one["text"],
            )
