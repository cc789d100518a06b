"""The ledger as the runtime sees it; a store needs conditional writes and no more."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from lakewright_runtime.instants import instant_text


@dataclass(frozen=True)
class ClaimRequest:
    """A task that wants to run for [interval_start, interval_end)."""

    task: str
    #: The table that it writes: one writer at a time.
    table: str
    interval_start: datetime
    interval_end: datetime
    #: Runs it again although it has succeeded.
    restate: bool
    plan_digest: str
    semantic_digest: str
    payload_digest: str


@dataclass(frozen=True)
class InputVersion:
    """A table that was read, and the Delta version that the read is pinned to."""

    table: str
    version: int


@dataclass(frozen=True)
class SourceFile:
    """A file is (path, etag, size); the path is below the ingest's folder."""

    path: str
    etag: str
    size: int


@dataclass(frozen=True)
class Attempt:
    """A claim that was granted."""

    task: str
    table: str
    interval_start: datetime
    interval_end: datetime
    generation: int
    run_id: str
    run_at: datetime
    #: An earlier process died in this attempt: its commit may be in the target already.
    resumed: bool
    #: What the attempt reads, when it was recorded before.
    inputs: Sequence[InputVersion] | None
    #: The files of the interval, when they were recorded before (a resumed attempt or a restatement).
    files: Sequence[SourceFile] | None


@dataclass(frozen=True)
class Measured:
    """What an attempt counted.

    `rules` are {rule, severity, rows}; timings are milliseconds by phase; `flow` is the rows within the query.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    rules: Sequence[Mapping[str, object]] = ()
    timings: Mapping[str, int] = field(default_factory=dict)
    flow: Sequence[Mapping[str, object]] = ()


class Ledger(Protocol):
    """A store with conditional writes. Every method is one atomic step."""

    def claim(self, request: ClaimRequest) -> Attempt | None:
        """Grants the task its interval and the table's writer lease; None when it has succeeded and is not restated.

        Raises ClaimRefused when a live process holds either.
        """
        ...

    def record_inputs(self, attempt: Attempt, inputs: Sequence[InputVersion]) -> None:
        """Pins what the attempt reads, for its retries."""
        ...

    def record_files(self, attempt: Attempt, files: Sequence[SourceFile]) -> None:
        """Takes files for the attempt's interval."""
        ...

    def files_of_others(self, attempt: Attempt) -> frozenset[tuple[str, str]]:
        """(path, etag) of the files that other intervals of the task have taken."""
        ...

    def heartbeat(self, attempt: Attempt) -> None:
        """Keeps the lease. Raises LeaseLost when it went to another process."""
        ...

    def succeed(self, attempt: Attempt, measured: Measured, *, recovered: bool) -> None:
        """Marks the success and gives the lease back."""
        ...

    def fail(self, attempt: Attempt, measured: Measured, error: str) -> None:
        """Marks the failure and gives the lease back."""
        ...

    def close(self) -> None: ...


def make_run_id(seed: str, task: str, interval_start: datetime, generation: int) -> str:
    """32 hexadecimal digits, the same for the same attempt of the same run."""
    text = f"{seed}|{task}|{instant_text(interval_start)}|{generation}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
