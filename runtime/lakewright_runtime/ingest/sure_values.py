"""Texts that surely become a declared type, as Spark SQL: what JVM and docs/ingest.md see alike.

Each form is at most that of docs/ingest.md. A text that does not have it is not ill-typed: it is left to values.py.
"""

from __future__ import annotations

from lakewright_runtime.ingest.sql_text import text_literal
from lakewright_runtime.ingest.types import SqlType

_INTEGER = r"\A-?[0-9]{1,18}\z"
_FLOAT = r"\A-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?\z"
_DATE = r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
_BASE64 = r"\A(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?\z"
#: Below it, a double is a float without going over.
_LARGEST_FLOAT = "3.4E38D"


def sure_value(type_: SqlType, text_type: str, text: str) -> str:
    """An expression of `text_type` over the expression `text`: the value, or null where it is not sure."""
    kind = type_.kind
    if kind == "string":
        return text
    if kind == "boolean":
        return f"CASE {text} WHEN 'true' THEN true WHEN 'false' THEN false END"
    if kind in ("tinyint", "smallint", "int", "bigint"):
        return _when(text, _INTEGER, f"try_cast({text} AS {text_type})")
    if kind == "decimal":
        return _when(text, _decimal_form(type_), f"try_cast({text} AS {text_type})")
    if kind in ("float", "double"):
        limit = f" AND abs(try_cast({text} AS DOUBLE)) < {_LARGEST_FLOAT}"
        return _when(text, _FLOAT, f"try_cast({text} AS {text_type})", limit)
    if kind == "date":
        return _when(text, rf"\A{_DATE}\z", f"try_cast({text} AS DATE)")
    if kind == "timestamp":
        return _when(text, rf"\A{_DATE}{_CLOCK}Z?\z", f"try_cast({text} AS TIMESTAMP)")
    if kind == "timestamp_ntz":
        return _when(text, rf"\A{_DATE}{_CLOCK}\z", f"try_cast({text} AS TIMESTAMP_NTZ)")
    if kind == "binary":
        return _when(text, _BASE64, f"unbase64({text})")
    return f"CAST(NULL AS {text_type})"


def _decimal_form(type_: SqlType) -> str:
    before, after = type_.precision - type_.scale, type_.scale
    whole = f"[0-9]{{1,{before}}}" if before > 0 else "0"
    fraction = rf"(?:\.[0-9]{{1,{after}}})?" if after > 0 else ""
    return rf"\A-?{whole}{fraction}\z"


def _when(text: str, form: str, value: str, condition: str = "") -> str:
    return f"CASE WHEN {text} RLIKE {text_literal(form)}{condition} THEN {value} END"
