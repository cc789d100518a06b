"""The entry point's work, from the command line to the exit code."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timezone

from lakewright_runtime.arguments import Arguments, own_arguments, parse_arguments
from lakewright_runtime.bindings import read_bindings
from lakewright_runtime.bundle import Bundle
from lakewright_runtime.catalogue import open_catalogue
from lakewright_runtime.errors import RuntimeFailure
from lakewright_runtime.failpoints import Failpoint, no_failpoint
from lakewright_runtime.ledger import open_ledger
from lakewright_runtime.log import Log, json_lines
from lakewright_runtime.metrics import report
from lakewright_runtime.schedule import with_scheduled_interval
from lakewright_runtime.session import SEMANTICS, open_session, session_settings
from lakewright_runtime.task_run import Surroundings
from lakewright_runtime.unit_run import UnitResult, run_unit


def main(argv: Sequence[str], failpoint: Failpoint = no_failpoint) -> int:
    """0: all succeeded; 1: a task failed; 2: wrong arguments, bundle or bindings."""
    log = json_lines()
    try:
        result = run(parse_arguments(with_scheduled_interval(own_arguments(argv))), log, failpoint)
    except RuntimeFailure as failure:
        log("failed", code=failure.code, error=str(failure), **failure.fields)
        return failure.exit_code
    log("finished", exit_code=result.exit_code, tasks={o.task: o.state for o in result.outcomes})
    return result.exit_code


def run(arguments: Arguments, log: Log, failpoint: Failpoint = no_failpoint) -> UnitResult:
    """Runs what the arguments say, in the process's Spark session."""
    bundle, bindings = Bundle(arguments.bundle), read_bindings(arguments.bindings)
    session = uuid.uuid4().hex
    spark = open_session(f"lakewright {arguments.unit or 'all'}", bundle.formats)
    ledger = open_ledger(bindings.ledger, session=session, seed=arguments.run_id or session, now=utc_now)
    around = Surroundings(
        spark=spark,
        bundle=bundle,
        bindings=bindings,
        ledger=ledger,
        catalogue=open_catalogue(bindings.glue_region),
        log=log,
        failpoint=failpoint,
        session=session,
    )
    with session_settings(spark, SEMANTICS):
        result = run_unit(around, arguments)
    ledger.close()
    report(result.outcomes, bundle, bindings.metrics, log)
    return result


def utc_now() -> datetime:
    return datetime.now(timezone.utc)
