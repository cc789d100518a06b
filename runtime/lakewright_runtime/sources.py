"""How the candidates of a task come about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from lakewright_runtime.ingest import ingest_files
from lakewright_runtime.inputs import PinnedInputs
from lakewright_runtime.ledger import Attempt
from lakewright_runtime.program import IngestSource, PythonSource, Statement, TaskProgram
from lakewright_runtime.python_task import TaskContext, call_function
from lakewright_runtime.staging import Stage
from lakewright_runtime.statements import Value

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from lakewright_runtime.task_run import Surroundings


@dataclass(frozen=True)
class StagedSource:
    #: The candidates.
    frame: DataFrame
    #: Of an ingest, whose candidates are staged already: what was read.
    counts: Mapping[str, int] | None = None


def stage_source(
    around: Surroundings,
    program: TaskProgram,
    attempt: Attempt,
    values: Mapping[str, Value],
    query: Callable[[Statement], DataFrame],
    pinned: PinnedInputs,
    stage: Stage,
) -> StagedSource:
    """The candidates of a program's source: a query's result, files' records, or what a function returns."""
    source = program.source
    if isinstance(source, IngestSource):
        texts = {name: value for name, value in values.items() if isinstance(value, str)}
        ingested = ingest_files(around.spark, source, texts, attempt, around.ledger, stage)
        return StagedSource(ingested.frame, ingested.counts)
    if isinstance(source, PythonSource):
        context = TaskContext(
            task=attempt.task,
            interval_start=attempt.interval_start,
            interval_end=attempt.interval_end,
            run_id=attempt.run_id,
            run_at=attempt.run_at,
            parameters=around.bindings.parameters,
            spark=around.spark,
        )
        inputs = {table: pinned.frame(table) for table in source.reads}
        return StagedSource(call_function(source, around.bundle.read(source.file), inputs, context))
    return StagedSource(query(source.query))
