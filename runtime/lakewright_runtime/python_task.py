"""Bodies in Python: `def score(inputs: dict[str, DataFrame], context: TaskContext) -> DataFrame`."""

from __future__ import annotations

import platform
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from lakewright_runtime.errors import SourceFailed
from lakewright_runtime.program import PythonSource

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True)
class TaskContext:
    """What a function knows of its run."""

    task: str
    interval_start: datetime
    interval_end: datetime
    run_id: str
    run_at: datetime
    parameters: Mapping[str, str]
    spark: SparkSession


def call_function(
    source: PythonSource, code: bytes, inputs: Mapping[str, DataFrame], context: TaskContext
) -> DataFrame:
    """The function's result, its columns in the program's order and types.

    Raises SourceFailed when this Python is too old, the function is not there, or it returns other columns; its own
    errors pass through.
    """
    if source.requires_python is not None and sys.version_info[:2] < _version(source.requires_python):
        raise SourceFailed(
            f"{source.file} needs Python {source.requires_python} or later; this is {platform.python_version()}"
        )
    module = types.ModuleType(source.file.rsplit("/", 1)[-1].removesuffix(".py"))
    module.__file__ = source.file
    exec(compile(code, source.file, "exec"), module.__dict__)
    function = getattr(module, source.function, None)
    if not callable(function):
        names = sorted(n for n, v in vars(module).items() if callable(v) and not n.startswith("_"))
        raise SourceFailed(f"{source.file} has no function '{source.function}'; it has {', '.join(names) or 'none'}")
    result = function(dict(inputs), context)
    columns = getattr(result, "columns", None)
    if columns is None:
        raise SourceFailed(f"{source.function} of {source.file} returned {type(result).__name__}, expected a DataFrame")
    expected = [c.name for c in source.columns]
    if sorted(columns) != sorted(expected):
        raise SourceFailed(
            f"{source.function} of {source.file} returned columns {', '.join(columns)}; expected {', '.join(expected)}"
        )
    typed: DataFrame = result.select(*[result[f"`{c.name}`"].cast(c.type).alias(c.name) for c in source.columns])
    return typed


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
