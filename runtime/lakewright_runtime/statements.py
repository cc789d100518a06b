"""Puts values into a statement: tables for `${silver.orders}`, typed literals for `:interval_start`.

Spark takes parameters in queries but not in all of Delta's DML, so they are bound as literals everywhere, and only
where the text is neither a string, a quoted name nor a comment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Callable, Union

from lakewright_runtime.errors import BindingMissing
from lakewright_runtime.instants import sql_timestamp
from lakewright_runtime.program import Statement

Value = Union[datetime, str]

_TOKEN = re.compile(
    r"""
      (?P<raw>\b[rR](?:'[^']*'|"[^"]*"))
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<name>`(?:[^`]|``)*`)
    | (?P<comment>--[^\n]*|/\*.*?\*/)
    | \$\{(?P<table>[A-Za-z0-9_.]+)\}
    | (?<![:\w]):(?P<parameter>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)


def render(statement: Statement, table: Callable[[str], str], values: Mapping[str, Value]) -> str:
    """The statement's text with its tables and its declared parameters put in.

    Raises BindingMissing for a parameter without a value.
    """

    def put(match: re.Match[str]) -> str:
        if match["table"] is not None:
            return table(match["table"])
        name = match["parameter"]
        if name is None or name not in statement.parameters:
            return match[0]
        if name not in values:
            raise BindingMissing(f"parameter '{name}' has no value; the bindings give {sorted(values)}", parameter=name)
        return literal(values[name])

    return _TOKEN.sub(put, statement.sql)


def literal(value: Value) -> str:
    """A typed literal of Spark SQL."""
    if isinstance(value, datetime):
        return sql_timestamp(value)
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
