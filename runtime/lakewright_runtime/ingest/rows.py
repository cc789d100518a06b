"""Files' content to rows: a text per declared column, then `_rescued`, `_corrupt`, `_source_file`, `_seen`.

The last row of each file has nothing but `_seen`: how many records the file has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lakewright_runtime.ingest.csv_records import CsvRecord, corrupt_text, csv_records
from lakewright_runtime.ingest.json_records import JsonRecord, json_records
from lakewright_runtime.ingest.json_text import json_text
from lakewright_runtime.ingest.types import SqlType
from lakewright_runtime.ingest.values import ILL, Taken, from_json, from_text

Row = tuple[Any, ...]
Columns = Sequence[tuple[str, SqlType]]


def csv_rows(content: bytes, source_file: str, columns: Columns, delimiter: str) -> Iterator[Row]:
    """Of a CSV file."""
    nulls: list[str | None] = [None] * len(columns)
    records = csv_records(content, delimiter)
    header = next(records, None)
    seen = 0
    if header is not None and header.fields is None:
        for record in (header, *records):
            seen += 1
            yield (*nulls, None, corrupt_text(record.raw), source_file, None)
    elif header is not None and header.fields is not None:
        layout = csv_layout(header.fields, columns)
        for record in records:
            seen += 1
            yield csv_row(record, layout, nulls, len(header.fields), source_file)
    yield (*nulls, None, None, source_file, seen)


class CsvLayout:
    """Where the fields of a file's records go."""

    def __init__(self, taken: Sequence[Any], others: Sequence[tuple[int, str]]) -> None:
        #: (position in the record, position in the row, name, conversion)
        self.taken = taken
        #: (position in the record, name in `_rescued`)
        self.others = others


def csv_layout(names: Sequence[str | None], columns: Columns) -> CsvLayout:
    """By the fields of the header."""
    declared = {name: (i, from_text(type_)) for i, (name, type_) in enumerate(columns)}
    taken, others, met = [], [], set()
    for position, given in enumerate(names):
        name = given or ""
        if name == "" or name in met:
            others.append((position, f"{name}#{position + 1}"))
        elif name in declared:
            target, convert = declared[name]
            taken.append((position, target, name, convert))
        else:
            others.append((position, name))
        met.add(name)
    return CsvLayout(taken, others)


def csv_row(record: CsvRecord, layout: CsvLayout, nulls: Sequence[str | None], width: int, source_file: str) -> Row:
    """Of one record; `width` is the header's number of fields."""
    fields = record.fields
    if fields is None or len(fields) != width:
        return (*nulls, None, corrupt_text(record.raw), source_file, None)
    values = list(nulls)
    rescued: dict[str, str] = {}
    for position, target, name, convert in layout.taken:
        text = fields[position]
        if text is None:
            continue
        value = convert(text)
        if isinstance(value, str):
            values[target] = value
        else:
            rescued[name] = text
    for position, name in layout.others:
        text = fields[position]
        if text is not None:
            rescued[name] = text
    return (*values, json_text(rescued) if rescued else None, None, source_file, None)


def _undeclared(_: Any) -> Taken:  # noqa: ANN401 - any JSON value
    return ILL


def json_rows(content: bytes, source_file: str, columns: Columns) -> Iterator[Row]:
    """Of a file with a JSON object a line."""
    nulls: list[str | None] = [None] * len(columns)
    layout = json_layout(columns)
    seen = 0
    for record in json_records(content):
        seen += 1
        yield json_row(record, layout, nulls, source_file)
    yield (*nulls, None, None, source_file, seen)


JsonLayout = Mapping[str, Any]


def json_layout(columns: Columns) -> JsonLayout:
    """Of each declared member, its place and its conversion."""
    return {name: (i, from_json(type_)) for i, (name, type_) in enumerate(columns)}


def json_row(record: JsonRecord, layout: JsonLayout, nulls: Sequence[str | None], source_file: str) -> Row:
    """Of one record."""
    if record.members is None:
        return (*nulls, None, corrupt_text(record.raw), source_file, None)
    values = list(nulls)
    rescued: dict[str, Any] = {}
    for name, member in record.members.items():
        if member is None:
            continue
        position, convert = layout.get(name, (-1, _undeclared))
        value = convert(member)
        if isinstance(value, str):
            values[position] = value
        else:
            rescued[name] = member
    return (*values, json_text(rescued) if rescued else None, None, source_file, None)
