"""What the server does for a test: analyse and evaluate SQL, run a bundle, read files, show a table."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from lakewright_runtime import entry
from lakewright_runtime.arguments import parse_arguments
from lakewright_runtime.ingest import ingest_files
from lakewright_runtime.ledger import Attempt
from lakewright_runtime.ledger.duckdb_file import DuckDbLedger
from lakewright_runtime.program import Column, IngestSource
from lakewright_runtime.session import session_settings
from lakewright_runtime.staging import Staging
from lakewright_runtime.tables.delta import DeltaTable
from pyspark.sql import SparkSession
from rows import columns_of, rows_of

Body = dict[str, Any]


class Abandoned(BaseException):
    """The process died here, as far as the runtime can tell: nothing that catches Exception sees it."""


def first_line(error: Exception) -> str:
    """The error's first line; the condition alone where that line only names the gateway's call, numbered each time."""
    line = str(error).splitlines()[0]
    if not line.startswith("An error occurred while calling"):
        return line
    condition = re.search(r"\[[A-Z][A-Z0-9_.]+\]", str(error))
    return condition.group() if condition else type(error).__name__


def analyze(spark: SparkSession, body: Body) -> Body:
    """{sql} -> {columns} or {error}, by Spark's analyzer alone."""
    try:
        return {"columns": columns_of(spark.sql(body["sql"]))}
    except Exception as error:
        return {"error": first_line(error)}


def analyze_many(spark: SparkSession, body: Body) -> Body:
    """{queries} -> {results}: one answer of `analyze` each."""
    return {"results": [analyze(spark, {"sql": sql}) for sql in body["queries"]]}


def evaluate(spark: SparkSession, body: Body) -> Body:
    """{sql} -> {columns, rows} or {error}."""
    try:
        frame = spark.sql(body["sql"])
        return {"columns": columns_of(frame), "rows": rows_of(frame)}
    except Exception as error:
        return {"error": first_line(error)}


def evaluate_many(spark: SparkSession, body: Body) -> Body:
    """{queries} -> {results}: one answer of `evaluate` each."""
    return {"results": [evaluate(spark, {"sql": sql}) for sql in body["queries"]]}


def run(spark: SparkSession, body: Body) -> Body:
    """{arguments, failpoint?, settings?} -> {exitCode, tasks, log} or {abandoned}; `failpoint` is {task, point}.

    Every object of the runtime is new; only the Spark session is shared.
    """
    log: list[Body] = []

    def write(event: str, **fields: Any) -> None:
        log.append({"event": event, **fields})

    dies = body.get("failpoint")

    def failpoint(task: str, point: str) -> None:
        if dies is not None and (task, point) == (dies["task"], dies["point"]):
            raise Abandoned(f"{task} at {point}")

    try:
        with session_settings(spark, body.get("settings", {})):
            result = entry.run(parse_arguments(body["arguments"]), write, failpoint)
    except Abandoned as abandoned:
        return {"abandoned": str(abandoned), "tasks": [], "log": log}
    finally:
        # What a dead process would no longer hold.
        spark.catalog.clearCache()
        gc.collect()
    tasks = [
        {
            "task": o.task,
            "state": o.state,
            "counts": dict(o.measured.counts),
            "flow": list(o.measured.flow),
            "error": o.error,
        }
        for o in result.outcomes
    ]
    return {"exitCode": result.exit_code, "tasks": tasks, "log": log}


def table(spark: SparkSession, body: Body) -> Body:
    """{location}, or {name} in a catalogue -> {columns, rows, version}; the version is that of a Delta table."""
    if "name" in body:
        frame = spark.table(body["name"])
        return {"columns": columns_of(frame), "rows": rows_of(frame), "version": -1}
    frame = spark.read.format("delta").load(body["location"])
    version = DeltaTable(spark, "the table", body["location"]).version()
    return {"columns": columns_of(frame), "rows": rows_of(frame), "version": version}


def read_files(spark: SparkSession, body: Body) -> Body:
    """{format, path, delimiter, columns, settings?} -> {columns, rows, counts}."""
    columns = [Column(c["name"], c["type"], c["nullable"]) for c in body["columns"]]
    source = IngestSource(body["format"], body["path"], body.get("delimiter", ","), columns)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    attempt = Attempt("t", "b.t", now, now, 1, "r", now, resumed=False, inputs=None, files=None)
    ledger = DuckDbLedger(":memory:", session="s", seed="s", now=lambda: now)
    staging = Staging(spark)
    try:
        with session_settings(spark, body.get("settings", {})):
            ingested = ingest_files(spark, source, {}, attempt, ledger, staging.put)
            rows = rows_of(ingested.frame)
        return {"columns": columns_of(ingested.frame), "rows": rows, "counts": dict(ingested.counts)}
    finally:
        staging.release()


ENDPOINTS: dict[str, Callable[[SparkSession, Body], Body]] = {
    "/analyze": analyze,
    "/analyze-many": analyze_many,
    "/evaluate": evaluate,
    "/evaluate-many": evaluate_many,
    "/run": run,
    "/table": table,
    "/read-files": read_files,
}
