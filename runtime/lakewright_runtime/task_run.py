"""Runs one task for one interval: the phases of docs/write-modes.md on Spark."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from lakewright_runtime.accounting import check_after, check_change, check_gate, check_source
from lakewright_runtime.bindings import Bindings
from lakewright_runtime.bundle import Bundle
from lakewright_runtime.catalogue import Catalogue
from lakewright_runtime.failpoints import Failpoint
from lakewright_runtime.flow import FlowCount, check_totals, follow
from lakewright_runtime.heartbeat import Heartbeat
from lakewright_runtime.inputs import PinnedInputs, pin_inputs
from lakewright_runtime.instants import instant_text
from lakewright_runtime.ledger import Attempt, Ledger, Measured
from lakewright_runtime.log import Log
from lakewright_runtime.program import Statement, TaskProgram
from lakewright_runtime.session import session_settings
from lakewright_runtime.sources import stage_source
from lakewright_runtime.staging import Staging
from lakewright_runtime.statements import Value, render
from lakewright_runtime.tables import Commit, LakeTable, Mark, open_table, require_newer

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

State = Literal["succeeded", "recovered", "skipped", "failed", "blocked"]


@dataclass(frozen=True)
class Outcome:
    """How a task ended. `skipped`: it had succeeded before."""

    task: str
    state: State
    measured: Measured = field(default_factory=Measured)
    error: str | None = None
    exit_code: int = 0
    #: From the claim to the end.
    milliseconds: int = 0


@dataclass(frozen=True)
class Surroundings:
    """What the tasks of one process share."""

    spark: SparkSession
    bundle: Bundle
    bindings: Bindings
    ledger: Ledger
    catalogue: Catalogue
    log: Log
    failpoint: Failpoint
    #: Names the process in its commits.
    session: str


class TaskRun:
    """One attempt that was claimed. `run` leaves the table committed and the ledger marked, or raises."""

    def __init__(self, around: Surroundings, program: TaskProgram, attempt: Attempt) -> None:
        self._around = around
        self._spark = around.spark
        self._program = program
        self._attempt = attempt
        table_format = around.bundle.format_of(program.writes)
        self._own: Mapping[str, LakeTable] = {
            r.table: open_table(around.spark, around.bindings, r.table, table_format) for r in program.relations
        }
        self._target = self._own[program.writes]
        self._marked = self._own[program.relation("changes").table] if program.changes else self._target
        self._mark = Mark(program.task, writer_name(attempt), attempt.generation)
        self._values: Mapping[str, Value] = {
            **around.bindings.parameters,
            "interval_start": attempt.interval_start,
            "interval_end": attempt.interval_end,
            "window_start": attempt.interval_start - timedelta(seconds=program.lookback_seconds),
            "run_id": attempt.run_id,
            "run_at": attempt.run_at,
        }
        self._staging = Staging(around.spark)
        self._counts: dict[str, int] = {}
        self._rules: list[dict[str, object]] = []
        self._timings: dict[str, int] = {}
        self._flow: list[FlowCount] = []

    @property
    def measured(self) -> Measured:
        """What has been counted so far."""
        return Measured(self._counts, self._rules, self._timings, self._flow)

    def run(self) -> Outcome:
        with Heartbeat(self._around.ledger, self._attempt) as heartbeat:
            self._pass("claimed")
            changed = [self._own[r.table].ensure(r) for r in self._program.relations]
            self._register(any(changed))
            if self._attempt.resumed and self._marked.mark(self._mark.writer) == self._mark.generation:
                return self._recover()
            require_newer(self._marked, self._mark)
            self._stage()
            self._gate()
            self._prepare_change()
            heartbeat.check()
            self._commit()
            self._around.ledger.succeed(self._attempt, self.measured, recovered=False)
            self._pass("marked")
        self._staging.release()
        return Outcome(self._program.task, "succeeded", self.measured)

    def abort(self) -> None:
        """After a failure: forgets what was staged."""
        self._staging.release()

    def _recover(self) -> Outcome:
        details = self._marked.commit_details(self._mark.writer, self._mark.generation) or {}
        measured = Measured(details.get("counts", {}), details.get("rules", []), {}, details.get("flow", []))
        self._around.ledger.succeed(self._attempt, measured, recovered=True)
        return Outcome(self._program.task, "recovered", measured)

    def _register(self, changed: bool) -> None:
        for relation in self._program.relations:
            if self._own[relation.table].shows_itself:
                continue
            binding = self._around.bindings.table(relation.table)
            self._around.catalogue.register(binding, relation, changed=changed)

    def _stage(self) -> None:
        started = time.monotonic()
        pinned = pin_inputs(self._around.bundle, self._around.bindings, self._spark, self._program, self._attempt)
        if self._attempt.inputs is None:
            self._around.ledger.record_inputs(self._attempt, pinned.versions)
        self._pass("pinned")
        self._pins = pinned
        put = self._staging.put
        staged = stage_source(self._around, self._program, self._attempt, self._values, self._query, pinned, put)
        if staged.counts is None:
            put("lw_candidates", staged.frame)
        else:
            self._staging.show("lw_candidates", staged.frame)
            self._counts.update(staged.counts)
        self._pass("staged")
        self._clock("stage", started)

    def _gate(self) -> None:
        started = time.monotonic()
        program = self._program
        self._staging.put("lw_gated", self._query(program.gate))
        self._counts.update(self._one_row(program.measure_gate))
        self._account()
        self._rules = [r.asDict() for r in self._query(program.measure_rules).collect()]
        check_gate(program.task, self._counts, self._rules)
        if "source_seen" in self._counts:
            check_source(program.task, self._counts)
        self._pass("gated")
        self._clock("gate", started)

    def _account(self) -> None:
        """The rows within the query, and the sums that its author named."""
        flow, totals = self._program.flow, self._program.control_totals
        if flow is not None:
            rows = [r.asDict() for r in self._query(flow.measure).collect()]
            self._flow = follow(self._program.task, flow.steps, rows, self._counts["candidates"])
        if totals is not None:
            found = [r.asDict() for r in self._query(totals.measure).collect()]
            check_totals(self._program.task, totals.names, found)

    def _prepare_change(self) -> None:
        started = time.monotonic()
        program = self._program
        self._staging.put("lw_accepted", self._query(program.accept))
        if program.touch is not None:
            self._staging.put("lw_touched", self._query(program.touch))
        if program.versions is not None:
            self._staging.put("lw_versions", self._query(program.versions))
        self._counts.update(self._one_row(program.measure_change))
        check_change(program.task, self._counts, by_row=not program.changes)
        self._clock("measure", started)

    def _commit(self) -> None:
        started = time.monotonic()
        program = self._program
        quarantine = self._own[program.relation("quarantine").table]
        if self._counts["quarantined"] > 0 or not quarantine.is_empty():
            self._write(quarantine, program.quarantine, "quarantine")
        self._pass("quarantined")
        if program.changes:
            self._write(self._target, program.commit, "target", self._details(marked=False))
            self._pass("target")
            self._write(self._marked, program.changes, "changes", self._details(marked=True), self._mark)
        else:
            self._write(self._marked, program.commit, "target", self._details(marked=True), self._mark)
        self._pass("committed")
        self._counts.update(self._one_row(program.measure_after))
        check_after(program.task, self._counts)
        self._clock("commit", started)

    def _write(
        self,
        table: LakeTable,
        statements: Sequence[Statement],
        role: str,
        details: str | None = None,
        mark: Mark | None = None,
    ) -> None:
        """One commit of a table, with the mark or without."""

        def execute(statement: Statement, name: str, settings: Mapping[str, str]) -> None:
            names = {table.table: name}
            with session_settings(self._spark, {**statement.settings, **settings}):
                self._spark.sql(render(statement, lambda t: names.get(t) or self._table(t), self._values))

        table.commit(Commit(statements, execute, lambda: self._pass(f"{role}_written"), details, mark))

    def _details(self, *, marked: bool) -> str:
        return json.dumps(
            {
                "writer": self._mark.writer,
                "task": self._program.task,
                "interval_start": instant_text(self._attempt.interval_start),
                "interval_end": instant_text(self._attempt.interval_end),
                "generation": self._attempt.generation,
                "mark": marked,
                "run_id": self._attempt.run_id,
                "session": self._around.session,
                "counts": {
                    **self._counts,
                    "rows_after": self._counts["rows_before"] + self._counts["inserted"] - self._counts["deleted"],
                },
                "rules": self._rules,
                "flow": self._flow,
            },
            sort_keys=True,
            separators=(",", ":"),
        )

    def _query(self, statement: Statement) -> DataFrame:
        return self._spark.sql(render(statement, self._table, self._values))

    def _one_row(self, statement: Statement) -> Mapping[str, int]:
        (row,) = self._query(statement).collect()
        return {name: int(value) for name, value in row.asDict().items()}

    def _table(self, table: str) -> str:
        own = self._own.get(table)
        return own.sql_name if own is not None else self._pins.sql_name(table)

    def _pass(self, point: str) -> None:
        self._around.failpoint(self._program.task, point)

    def _clock(self, phase: str, started: float) -> None:
        self._timings[phase] = round((time.monotonic() - started) * 1000)

    _pins: PinnedInputs


def writer_name(attempt: Attempt) -> str:
    """The mark's `txnAppId`: the task and the interval."""
    return f"lakewright/{attempt.task}/{instant_text(attempt.interval_start)}"
