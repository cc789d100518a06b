"""Lines of JSON files as Spark SQL: members where a line is surely an object of plain scalars in the expected order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lakewright_runtime.ingest.json_text import json_string
from lakewright_runtime.ingest.line_kinds import BLANK, CAREFUL, RECORD, LineColumns
from lakewright_runtime.ingest.rows import Columns
from lakewright_runtime.ingest.sql_text import text_literal
from lakewright_runtime.ingest.sure_values import sure_value
from lakewright_runtime.ingest.types import SqlType

_SPACE = r"[ \t\r]*+"
_BLANK_LINE = rf"\A{_SPACE}\z"
#: Strings without escapes, in text that is UTF-8.
_STRING = r'"[^"\\\x00-\x1f\ufffd]*+"'
_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+"
_VALUE = f"({_STRING}|{_NUMBER}|true|false|null)"
_PLAIN_NAME = re.compile(r"[^\"\\\x00-\x1f\ud800-\udfff\ufffd]*")
#: No plain string holds them.
_MATCHED, _BETWEEN = "\x02", "\x01"
_NUMBERS = frozenset(("tinyint", "smallint", "int", "bigint", "float", "double"))


def json_line_columns(seen: Sequence[str], columns: Columns, types: Sequence[str]) -> LineColumns:
    """`seen` are the names of members in the order in which records have them, `types` the texts of the types.

    A member may be absent; a line with other members, or with these in another order, is not sure.
    """
    declared = [name for name, _ in columns]
    names = [n for n in dict.fromkeys((*seen, *declared)) if _PLAIN_NAME.fullmatch(n)]
    members = "".join(
        rf'(?:"{_exactly(n)}"{_SPACE}:{_SPACE}{_VALUE}{_SPACE}(?:,{_SPACE}(?=")|(?=\}})))?+' for n in names
    )
    whole = rf"\A{_SPACE}\{{{_SPACE}{members}\}}{_SPACE}\z"
    parts = _MATCHED + "".join(f"{_BETWEEN}${i + 1}" for i in range(len(names)))
    found = f"split(regexp_replace(value, {text_literal(whole)}, {text_literal(parts)}), {text_literal(_BETWEEN)}, -1)"
    at = {name: i for i, name in enumerate(names)}
    tokens = [f"nullif(nullif(get(parts, {i + 1}), ''), 'null') AS f{i}" for i in range(len(names))]
    values = [
        f"{_member(type_, text, f'f{at[name]}')} AS c{i}" if name in at else f"CAST(NULL AS {text}) AS c{i}"
        for i, ((name, type_), text) in enumerate(zip(columns, types))
    ]
    # A line that begins as a match is marked would be taken for one.
    matched = f"get(parts, 0) = {text_literal(_MATCHED)} AND NOT startswith(value, {text_literal(_MATCHED)})"
    sure = [matched, *(f"(f{at[n]} IS NULL OR c{i} IS NOT NULL)" for i, n in enumerate(declared) if n in at)]
    rescued = [
        f"concat({text_literal(json_string(name) + ':')}, f{at[name]})"
        for name in sorted(names)
        if name not in declared
    ]
    kind = (
        f"CASE WHEN {' AND '.join(sure)} THEN {RECORD} "
        f"WHEN value RLIKE {text_literal(_BLANK_LINE)} THEN {BLANK} ELSE {CAREFUL} END"
    )
    return LineColumns(([f"{found} AS parts"], tokens, values), kind, rescued)


def _exactly(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]", lambda m: rf"\x{{{ord(m[0]):x}}}", name)


def _member(type_: SqlType, text_type: str, token: str) -> str:
    """A token has its quotes when it is a string."""
    inner = f"substring({token}, 2, char_length({token}) - 2)"
    is_string = f"startswith({token}, '\"')"
    if type_.kind == "boolean" or type_.kind in _NUMBERS:
        return sure_value(type_, text_type, token)
    if type_.kind == "decimal":
        return sure_value(type_, text_type, f"(CASE WHEN {is_string} THEN {inner} ELSE {token} END)")
    return sure_value(type_, text_type, f"(CASE WHEN {is_string} THEN {inner} END)")
