"""What a task asks of a table, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Callable, Protocol

from lakewright_runtime.errors import CommitSkipped
from lakewright_runtime.program import Column, Relation, Statement

#: A table that nothing has written yet.
NO_VERSION = -1

#: Executes a statement with a name that stands for the table it writes, under session settings.
Execute = Callable[[Statement, str, Mapping[str, str]], None]


@dataclass(frozen=True)
class Mark:
    """Whose commit it is: what recovery looks for."""

    task: str
    #: The task and the interval.
    writer: str
    generation: int


@dataclass(frozen=True)
class Commit:
    """Statements that readers see all of or nothing."""

    statements: Sequence[Statement]
    execute: Execute
    #: Called when everything is written and nobody sees it, by formats that have such a moment.
    written: Callable[[], None]
    #: What the commit says of itself, JSON.
    details: str | None = None
    mark: Mark | None = None


class LakeTable(Protocol):
    """One table; each look finds the latest state."""

    table: str
    location: str
    format: str
    #: Whether its commits tell the catalogue, so that nobody else needs to.
    shows_itself: bool

    @property
    def sql_name(self) -> str:
        """As a statement names it."""
        ...

    def pinned_name(self, version: int) -> str:
        """The table as of a version."""
        ...

    def version(self) -> int:
        """The latest one; NO_VERSION where nothing was written."""
        ...

    def is_empty(self) -> bool:
        """Whether the latest version has no data files."""
        ...

    def columns(self) -> Sequence[Column]:
        """Its columns as they are in storage."""
        ...

    def ensure(self, relation: Relation) -> bool:
        """Makes the table as the relation says, or adds the columns that it lacks. True when anything changed.

        Raises FormatDiffers where it is one of another format, SchemaDiffers where more than adding nullable columns
        would be needed.
        """
        ...

    def mark(self, writer: str) -> int | None:
        """The generation that `writer` committed last."""
        ...

    def commit_details(self, writer: str, generation: int) -> Mapping[str, Any] | None:
        """What a marked commit said of itself; None when the table no longer knows."""
        ...

    def commit(self, commit: Commit) -> None:
        """Raises CommitSkipped where the commit did not come about."""
        ...


def require_newer(table: LakeTable, mark: Mark) -> None:
    """Raises CommitSkipped where the table knows the mark's generation or a later one.

    Delta would skip such a write without a word.
    """
    known = table.mark(mark.writer)
    if known is not None and known >= mark.generation:
        raise CommitSkipped(
            f"{table.table} at {table.location} has generation {known} of {mark.writer}, this run has "
            f"{mark.generation}: the ledger is older than the table; restore the ledger, or restate the interval after "
            "recovering it",
            table=table.table,
            found=known,
            generation=mark.generation,
        )
