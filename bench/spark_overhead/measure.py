"""The runtime's cost per task over a script that does the same staging, checks and writes, in one warm session.

Arguments: bundle, bindings, unit, times. Prints JSON: milliseconds of each script run and of each runtime run, in turn.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

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


def timed(work: Callable[[Arguments], None]) -> int:
    arguments = arguments_of(unit)
    started = time.monotonic()
    work(arguments)
    return round((time.monotonic() - started) * 1000)


for table in bundle.program(unit).reads:
    runtime(arguments_of(bundle.writer_of(table) or ""))
for _ in range(3):
    runtime(arguments_of(unit))
    script(arguments_of(unit))
measured = [(timed(script), timed(runtime)) for _ in range(int(times))]
print(json.dumps({"script": [s for s, _ in measured], "runtime": [r for _, r in measured]}))
