"""Points at which a run can die, for tests: the runtime calls `failpoint(name)` as it passes each."""

from __future__ import annotations

from typing import Callable

#: In the order in which a task passes them. `target` is passed by scd2 alone, between its two commits; before each
#: commit of an Iceberg table one is passed at which everything is written and nobody sees it.
POINTS = (
    *("claimed", "pinned", "staged", "gated", "quarantine_written", "quarantined"),
    *("target_written", "target", "changes_written", "committed", "marked"),
)

Failpoint = Callable[[str, str], None]


def no_failpoint(task: str, point: str) -> None:
    """Goes on."""
