"""Every row is accounted for: the sums that must come out."""

from __future__ import annotations

from collections.abc import Mapping

from lakewright_runtime.errors import CountsOff, GateFailed

Counts = Mapping[str, int]


def check_gate(task: str, counts: Counts, rules: list[dict[str, object]]) -> None:
    """Raises GateFailed or CountsOff; nothing has been written by then."""
    if counts["critical"] > 0:
        broken = ", ".join(f"{r['rule']} ({r['rows']} rows)" for r in rules if r["severity"] == "critical")
        raise GateFailed(f"{task}: {counts['critical']} rows break a critical rule: {broken}", task=task, rules=rules)
    if counts["ambiguous"] > 0:
        raise GateFailed(
            f"{task}: {counts['ambiguous']} rows share a key and differ, and nothing says which is the last; "
            "give the merge a sequence_by",
            task=task,
        )
    if counts["outside"] > 0:
        raise GateFailed(f"{task}: {counts['outside']} rows lie outside the interval", task=task)
    same(
        task,
        "candidates",
        counts["candidates"],
        "accepted + quarantined + superseded",
        counts["accepted"] + counts["quarantined"] + counts["superseded"],
    )


def check_change(task: str, counts: Counts, *, by_row: bool) -> None:
    """Before the commit. `by_row`: each accepted row is one row of the target (all modes but scd2)."""
    if by_row:
        changed = counts["inserted"] + counts["updated"] + counts["unchanged"]
        same(task, "accepted", counts["accepted"], "inserted + updated + unchanged", changed)


def check_after(task: str, counts: Counts) -> None:
    """After the commit."""
    same(
        task,
        "rows after",
        counts["rows_after"],
        "rows before + inserted - deleted",
        counts["rows_before"] + counts["inserted"] - counts["deleted"],
    )


def check_source(task: str, counts: Counts) -> None:
    """Of an ingest: records seen = rows landed + rejected."""
    landed = counts["source_landed"] + counts["source_rejected"]
    same(task, "records seen", counts["source_seen"], "landed + rejected", landed)
    same(task, "rows landed", counts["source_landed"], "candidates", counts["candidates"])


def same(task: str, left: str, found: int, right: str, expected: int) -> None:
    """Raises CountsOff where both differ."""
    if found != expected:
        raise CountsOff(f"{task}: {left} = {found}, but {right} = {expected}", task=task)
