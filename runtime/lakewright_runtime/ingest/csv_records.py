"""RFC 4180 in one dialect (docs/ingest.md): bytes to records, quotes, line ends and all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BOM = b"\xef\xbb\xbf"
#: The rest of a quoted field, after its opening quote, up to and with the closing one.
_QUOTED = re.compile(rb'[^"]*(?:""[^"]*)*"(?!")')


@dataclass(frozen=True)
class CsvRecord:
    #: None where the record is corrupt; a field is None where it is unquoted and empty.
    fields: list[str | None] | None
    raw: bytes


def csv_records(content: bytes, delimiter: str) -> Iterator[CsvRecord]:
    """The records of a file, its header first."""
    mark = delimiter.encode()
    at = len(_BOM) if content.startswith(_BOM) else 0
    size = len(content)
    while at < size:
        newline = content.find(b"\n", at)
        end = size if newline < 0 else newline
        line = content[at:end]
        if b'"' not in line:
            if newline >= 0 and line.endswith(b"\r"):
                line = line[:-1]
            if line:
                yield _plain(line, delimiter)
            at = end + 1
            continue
        record, at = _quoted_record(content, at, mark)
        yield record


def csv_record(line: bytes, delimiter: str) -> CsvRecord:
    """The record of one line without its line end, in which no quoted field stays open."""
    if b'"' not in line:
        return _plain(line, delimiter)
    record, _ = _quoted_record(line, 0, delimiter.encode())
    return record


def _plain(line: bytes, delimiter: str) -> CsvRecord:
    text = readable(line)
    return CsvRecord(None if text is None else [f or None for f in text.split(delimiter)], line)


def _quoted_record(content: bytes, start: int, mark: bytes) -> tuple[CsvRecord, int]:
    """A record whose first line has a quote; returns where the next one begins."""
    fields: list[bytes | None] = []
    at, size, broken = start, len(content), False
    while True:
        value: bytes | None = None
        if content[at : at + 1] == b'"':
            closed = _QUOTED.match(content, at + 1)
            if closed is None:
                return CsvRecord(None, _without_line_end(content[start:])), size
            value = content[at + 1 : closed.end() - 1].replace(b'""', b'"')
            at = closed.end()
            broken = broken or not _at_end_of_field(content, at, mark)
        stop = _field_end(content, at, mark)
        if value is None:
            value = content[at:stop] or None
            broken = broken or (value is not None and b'"' in value)
        fields.append(value)
        at = stop
        if not content.startswith(mark, at):
            break
        at += len(mark)
    raw = content[start:at]
    for line_end in (b"\n", b"\r\n"):
        if content.startswith(line_end, at):
            at += len(line_end)
            break
    return (CsvRecord(None, raw) if broken else _record(fields, raw)), at


def _at_end_of_field(content: bytes, at: int, mark: bytes) -> bool:
    return at >= len(content) or content.startswith((mark, b"\n", b"\r\n"), at)


def _field_end(content: bytes, at: int, mark: bytes) -> int:
    """Where an unquoted field ends: at a delimiter, a line end or the end of the file."""
    newline = content.find(b"\n", at)
    limit = len(content) if newline < 0 else newline
    found = content.find(mark, at, limit)
    if found >= 0:
        return found
    return limit - 1 if newline > at and content[newline - 1 : newline] == b"\r" else limit


def _record(fields: list[bytes | None], raw: bytes) -> CsvRecord:
    if readable(raw) is None:
        return CsvRecord(None, raw)
    return CsvRecord([None if f is None else f.decode() for f in fields], raw)


def _without_line_end(raw: bytes) -> bytes:
    if raw.endswith(b"\r\n"):
        return raw[:-2]
    return raw[:-1] if raw.endswith(b"\n") else raw


def readable(raw: bytes) -> str | None:
    """The text of a record; None when its bytes are not UTF-8 or contain NUL."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def corrupt_text(raw: bytes) -> str:
    """What `_corrupt` shows of a record."""
    return raw.decode("utf-8", "replace").replace("\0", "\ufffd")
