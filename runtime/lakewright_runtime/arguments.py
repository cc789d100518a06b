"""The command line of the entry point."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from lakewright_runtime.errors import WrongUsage
from lakewright_runtime.instants import parse_instant


@dataclass(frozen=True)
class Arguments:
    """What one process is to run."""

    #: Folder or `s3://bucket/prefix` of the bundle.
    bundle: str
    #: File or `s3://bucket/key` of the bindings.
    bindings: str
    #: A unit's id; None: every unit.
    unit: str | None
    interval_start: datetime
    #: Exclusive.
    interval_end: datetime
    #: Runs tasks again whose interval has succeeded.
    restate: bool
    #: Names the run in provenance columns; made up when absent.
    run_id: str | None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message}\n{self.format_usage().strip()}")


#: Holds the whole command line as a JSON list, where a service adds arguments of its own and takes pairs only: Glue.
OWN = "--lakewright-arguments"


def own_arguments(argv: Sequence[str]) -> Sequence[str]:
    """The list within `--lakewright-arguments` and nothing else; all of them where it is not given."""
    if OWN not in argv:
        return argv
    text = next(iter(argv[argv.index(OWN) + 1 :]), "")
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise WrongUsage(f"{OWN}: found {text!r}; expected a list of texts in JSON")
    return given


def parse_arguments(argv: Sequence[str]) -> Arguments:
    """Raises WrongUsage; `--help` exits with 0."""
    parser = _Parser(prog="main.py", description="Runs one unit, or all, of a Lakewright bundle for one interval.")
    parser.add_argument("--bundle", required=True, help="folder or s3:// prefix of the bundle")
    parser.add_argument("--bindings", required=True, help="file or s3:// object of the environment's bindings")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--unit", help="the unit to run")
    which.add_argument("--all", action="store_true", help="run every unit")
    parser.add_argument("--interval-start", required=True, help="ISO 8601, inclusive")
    parser.add_argument("--interval-end", required=True, help="ISO 8601, exclusive")
    parser.add_argument("--restate", action="store_true", help="run again what has succeeded")
    parser.add_argument("--run-id", help="the run's name in provenance columns")
    given = parser.parse_args(list(argv))
    start, end = parse_instant(given.interval_start), parse_instant(given.interval_end)
    if start >= end:
        raise WrongUsage(f"the interval starts at {given.interval_start} and ends at {given.interval_end}")
    return Arguments(
        bundle=given.bundle.rstrip("/"),
        bindings=given.bindings,
        unit=given.unit,
        interval_start=start,
        interval_end=end,
        restate=given.restate,
        run_id=given.run_id,
    )
