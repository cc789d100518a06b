"""One JSON object a line (docs/ingest.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lakewright_runtime.ingest.csv_records import readable
from lakewright_runtime.ingest.json_text import Number

_BOM = b"\xef\xbb\xbf"
#: The object itself is 1.
_DEEPEST = 256


@dataclass(frozen=True)
class JsonRecord:
    #: None where the record is corrupt.
    members: dict[str, Any] | None
    raw: bytes


def json_records(content: bytes) -> Iterator[JsonRecord]:
    """The records of a file; numbers are kept as they were written."""
    at = len(_BOM) if content.startswith(_BOM) else 0
    while at < len(content):
        newline = content.find(b"\n", at)
        line = content[at:] if newline < 0 else content[at:newline]
        at = len(content) if newline < 0 else newline + 1
        if newline >= 0 and line.endswith(b"\r"):
            line = line[:-1]
        if line.strip(b" \t\r"):
            yield json_record(line)


def json_record(line: bytes) -> JsonRecord:
    """The record of one line without its line end."""
    return JsonRecord(_object(line), line)


def _not_a_number(text: str) -> Any:  # noqa: ANN401 - never returns
    raise ValueError(f"{text} is no JSON")


_decoder = json.JSONDecoder(parse_float=Number, parse_int=Number, parse_constant=_not_a_number, strict=True)


def _object(line: bytes) -> dict[str, Any] | None:
    text = readable(line)
    if text is None:
        return None
    try:
        value = _decoder.decode(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    if line.count(b"[") + line.count(b"{") > _DEEPEST and _depth(value) > _DEEPEST:
        return None
    return value


def _depth(value: Any) -> int:  # noqa: ANN401 - any JSON value
    deepest, level = 0, [value]
    while level:
        deepest += 1
        below: list[Any] = []
        for v in level:
            if isinstance(v, (dict, list)):
                below.extend(x for x in (v.values() if isinstance(v, dict) else v) if isinstance(x, (dict, list)))
        level = below
    return deepest
