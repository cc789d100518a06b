"""The runtime's cost per task over a script that does the same staging, checks and writes, in one warm session.

Arguments: bundle, bindings, unit, times. Each time the script and the runtime run one after the other, and which is
first changes in turn. Prints JSON: of every run milliseconds by the clock, milliseconds of processor (Python's and the
JVM's), Spark jobs and calls from Python to the JVM.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "runtime"), str(ROOT / "test" / "engines" / "server")]

from lakewright_runtime import entry  # noqa: E402
from lakewright_runtime.arguments import Arguments, parse_arguments  # noqa: E402
from lakewright_runtime.bindings import read_bindings  # noqa: E402
from lakewright_runtime.bundle import Bundle  # noqa: E402
from lakewright_runtime.program import QuerySource, Statement  # noqa: E402
from lakewright_runtime.staging import Staging  # noqa: E402
from lakewright_runtime.statements import render  # noqa: E402
from pyspark.sql import DataFrame  # noqa: E402
from sessions import open_test_session  # noqa: E402

bundle_uri, bindings_uri, unit, times = sys.argv[1:]
GIVEN = ["--bundle", bundle_uri, "--bindings", bindings_uri, "--restate"]
INTERVAL = ["--interval-start", "2026-01-01T00:00:00Z", "--interval-end", "2026-01-02T00:00:00Z"]

spark = open_test_session()
# As Spark is outside of tests.
spark.conf.set("spark.sql.codegen.wholeStage", "true")
spark.conf.set("spark.sql.codegen.factoryMode", "FALLBACK")
bundle, bindings = Bundle(bundle_uri), read_bindings(bindings_uri)


def arguments_of(task: str) -> Arguments:
    return parse_arguments([*GIVEN, "--unit", task, *INTERVAL])


def script(arguments: Arguments) -> None:
    """The program's statements, one after another: no ledger, pins, marks or look into the log."""
    program = bundle.program(unit)
    values = {
        **bindings.parameters,
        "interval_start": arguments.interval_start,
        "interval_end": arguments.interval_end,
        "window_start": arguments.interval_start,
        "run_id": "script",
        "run_at": datetime.now(UTC),
    }

    def query(statement: Statement) -> DataFrame:
        return spark.sql(render(statement, lambda t: f"delta.`{bindings.table(t).location}`", values))

    assert isinstance(program.source, QuerySource)
    staging = Staging(spark)
    staging.put("lw_candidates", query(program.source.query))
    staging.put("lw_gated", query(program.gate))
    gate = query(program.measure_gate).collect()[0]
    for counts in (program.flow, program.control_totals):
        if counts is not None:
            query(counts.measure).collect()
    query(program.measure_rules).collect()
    assert gate["candidates"] == gate["accepted"] + gate["quarantined"] + gate["superseded"]
    staging.put("lw_accepted", query(program.accept))
    change = query(program.measure_change).collect()[0]
    assert gate["accepted"] == change["inserted"] + change["updated"] + change["unchanged"]
    for statement in (*program.quarantine, *program.commit):
        query(statement)
    query(program.measure_after).collect()
    staging.release()


def runtime(arguments: Arguments) -> None:
    result = entry.run(arguments, lambda *_, **__: None)
    assert result.exit_code == 0, [o.error for o in result.outcomes]


class Counted:
    """What one run took."""

    def __init__(self) -> None:
        self.calls = 0
        send = spark.sparkContext._gateway._gateway_client.send_command

        def counting(*args: Any, **named: Any) -> Any:
            self.calls += 1
            return send(*args, **named)

        spark.sparkContext._gateway._gateway_client.send_command = counting

    def run(self, work: Callable[[Arguments], None]) -> dict[str, float]:
        arguments = arguments_of(unit)
        jobs, self.calls = jobs_so_far(), 0
        started, processor = time.monotonic(), processor_seconds()
        work(arguments)
        clock, processor = time.monotonic() - started, processor_seconds() - processor
        calls = self.calls
        return {
            "clock": round(clock * 1000),
            "processor": round(processor * 1000),
            "jobs": jobs_so_far() - jobs,
            "calls": calls,
        }


def processor_seconds() -> float:
    """Of this process and of the JVM, which is the driver and the executor."""
    fields = Path(f"/proc/{spark.sparkContext._gateway.proc.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def jobs_so_far() -> int:
    return int(spark._jsparkSession.sparkContext().dagScheduler().nextJobId())


for table in bundle.program(unit).reads:
    runtime(arguments_of(bundle.writer_of(table) or ""))
for _ in range(5):
    runtime(arguments_of(unit))
    script(arguments_of(unit))
counted = Counted()
measured: dict[str, list[dict[str, float]]] = {"script": [], "runtime": []}
for turn in range(int(times)):
    for work in (script, runtime) if turn % 2 == 0 else (runtime, script):
        measured[work.__name__].append(counted.run(work))
print(json.dumps(measured))
