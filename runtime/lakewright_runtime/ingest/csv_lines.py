"""Lines of CSV files as Spark SQL: fields where a line is surely a record, and what kind of line it is where not."""

from __future__ import annotations

from collections.abc import Sequence

from lakewright_runtime.ingest.json_text import json_string
from lakewright_runtime.ingest.line_kinds import BLANK, CAREFUL, HEADER, OPEN, RECORD, LineColumns
from lakewright_runtime.ingest.rows import Columns, csv_layout
from lakewright_runtime.ingest.sql_text import text_literal
from lakewright_runtime.ingest.sure_values import sure_value

#: NUL, or what bytes that are not UTF-8 become (it may be the character itself: Python tells).
_UNREADABLE = r"[\x00\ufffd]"
_ODD = r'["\x00\ufffd]'
_TO_ESCAPE = r'["\\\x00-\x1f]'
_QUOTED = r'"[^"]*+(?:""[^"]*+)*+"'


def can_split(delimiter: str) -> bool:
    """Whether lines can be split here: a delimiter of several bytes is left to Python."""
    return (len(delimiter) == 1 and " " <= delimiter <= "~") or delimiter == "\t"


def csv_line_columns(
    header: str, names: Sequence[str | None], columns: Columns, types: Sequence[str], delimiter: str
) -> LineColumns:
    """`header` is the header's line, `names` are its fields, `types` the texts of the declared types."""
    layout = csv_layout(names, columns)
    mark = rf"\x{{{ord(delimiter):x}}}"
    other = f"[^{mark}]*+"
    field = f'(?:{_QUOTED}|[^"{mark}]*+)'
    closed = f'(?:{_QUOTED}{other}|[^"{mark}]{other}|)'
    # With a delimiter in front, every field is a delimiter and what follows it.
    led = f"concat({text_literal(delimiter)}, line)"
    whole = rf"\A(?:{mark}{field}){{{len(names)}}}+\z"
    splitter = delimiter if delimiter not in ".$|()[{^?*+\\" else "\\" + delimiter
    lines = [
        r"CASE WHEN endswith(value, '\r') THEN left(value, char_length(value) - 1) ELSE value END AS line",
    ]
    fields = [
        f"line RLIKE {text_literal(_ODD)} AS odd",
        f"CASE WHEN NOT line RLIKE {text_literal(_ODD)} THEN split(line, {text_literal(splitter)}, -1) "
        f"WHEN NOT line RLIKE {text_literal(_UNREADABLE)} AND {led} RLIKE {text_literal(whole)} "
        f"THEN regexp_extract_all({led}, {text_literal(f'{mark}({field})')}, 1) END AS fields",
    ]
    positions = sorted([p for p, _, _, _ in layout.taken] + [p for p, _ in layout.others])
    texts = [f"{_field(p)} AS f{p}" for p in positions]
    target = {t: p for p, t, _, _ in layout.taken}
    values = [
        f"{sure_value(type_, text, f'f{target[i]}')} AS c{i}" if i in target else f"CAST(NULL AS {text}) AS c{i}"
        for i, ((_, type_), text) in enumerate(zip(columns, types))
    ]
    sure = [f"size(fields) = {len(names)}"]
    sure += [f"(f{p} IS NULL OR c{t} IS NOT NULL)" for p, t, _, _ in layout.taken if columns[t][1].kind != "string"]
    sure += [f"(f{p} IS NULL OR NOT f{p} RLIKE {text_literal(_TO_ESCAPE)})" for p, _ in layout.others]
    rescued = [
        f"concat({text_literal(json_string(name) + ':')}, '\"', f{p}, '\"')"
        for p, name in sorted(layout.others, key=lambda other: other[1])
    ]
    all_closed = rf"\A{closed}(?:{mark}{closed})*+\z"
    kind = (
        f"CASE WHEN line = '' THEN {BLANK} WHEN line = {text_literal(header)} THEN {HEADER} "
        f"WHEN {' AND '.join(sure)} THEN {RECORD} "
        f"WHEN odd AND NOT line RLIKE {text_literal(all_closed)} THEN {OPEN} ELSE {CAREFUL} END"
    )
    return LineColumns((lines, fields, texts, values), kind, rescued)


def _field(position: int) -> str:
    """The text of a field; unquoted and empty is null."""
    raw = f"get(fields, {position})"
    inner = f"""replace(substring({raw}, 2, char_length({raw}) - 2), '""', '"')"""
    return f"CASE WHEN startswith({raw}, '\"') THEN {inner} WHEN {raw} <> '' THEN {raw} END"
