"""Runs the tasks of a unit in order; what depends on a failed task is blocked, the others go on."""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lakewright_runtime.arguments import Arguments
from lakewright_runtime.errors import RuntimeFailure
from lakewright_runtime.instants import instant_text
from lakewright_runtime.ledger import Attempt, ClaimRequest, Measured
from lakewright_runtime.task_run import Outcome, Surroundings, TaskRun


@dataclass(frozen=True)
class UnitResult:
    outcomes: Sequence[Outcome]

    @property
    def exit_code(self) -> int:
        """0 when every task succeeded, else the first failure's."""
        return next((o.exit_code or 1 for o in self.outcomes if o.state in ("failed", "blocked")), 0)


def run_unit(around: Surroundings, arguments: Arguments) -> UnitResult:
    """Every task once."""
    outcomes: list[Outcome] = []
    lost: set[str] = set()
    for task in around.bundle.tasks_of(arguments.unit):
        known = around.bundle.task(task)
        missing = sorted(lost.intersection(known.reads))
        if missing:
            outcome = Outcome(task, "blocked", error=f"{', '.join(missing)} was not written")
        else:
            around.log("task-started", task=task, interval_start=instant_text(arguments.interval_start))
            started = time.monotonic()
            outcome = run_task(around, task, arguments)
            outcome = replace(outcome, milliseconds=round((time.monotonic() - started) * 1000))
        if outcome.state in ("failed", "blocked"):
            lost.add(known.writes)
        outcomes.append(outcome)
        around.log(
            f"task-{outcome.state}",
            task=task,
            counts=dict(outcome.measured.counts),
            rules=list(outcome.measured.rules),
            timings=dict(outcome.measured.timings),
            milliseconds=outcome.milliseconds,
            **({} if outcome.error is None else {"error": outcome.error}),
        )
    return UnitResult(outcomes)


def run_task(around: Surroundings, task: str, arguments: Arguments) -> Outcome:
    """Claims a task and runs it; a failure is recorded and returned."""
    known = around.bundle.task(task)
    request = ClaimRequest(
        task=task,
        table=known.writes,
        interval_start=arguments.interval_start,
        interval_end=arguments.interval_end,
        restate=arguments.restate,
        plan_digest=around.bundle.plan_digest,
        semantic_digest=known.semantic_digest,
        payload_digest=known.payload_digest,
    )
    try:
        program = around.bundle.program(task)
        attempt = around.ledger.claim(request)
    except RuntimeFailure as failure:
        return Outcome(task, "failed", error=str(failure), exit_code=failure.exit_code)
    if attempt is None:
        return Outcome(task, "skipped")
    run = None
    try:
        run = TaskRun(around, program, attempt)
        return run.run()
    except Exception as error:
        measured = Outcome(task, "failed").measured if run is None else run.measured
        if run is not None:
            run.abort()
        _record_failure(around, attempt, measured, error)
        if not isinstance(error, RuntimeFailure):
            around.log("task-traceback", task=task, traceback=traceback.format_exc())
        code = error.exit_code if isinstance(error, RuntimeFailure) else 1
        return Outcome(task, "failed", measured, str(error), code)


def _record_failure(around: Surroundings, attempt: Attempt, measured: Measured, error: Exception) -> None:
    """The task's own error is what is reported, also where the ledger is no longer ours to write."""
    try:
        around.ledger.fail(attempt, measured, str(error))
    except RuntimeFailure as unrecorded:
        around.log("failure-unrecorded", task=attempt.task, error=str(unrecorded))
