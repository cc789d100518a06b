"""Texts and JSON values that become declared types, and those that do not (docs/ingest.md, Values).

What is taken comes back as a text that Spark casts to the type without loss; ILL is what goes to `_rescued`.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import struct
from datetime import datetime, timedelta
from typing import Any, Callable, Union

from lakewright_runtime.ingest.json_text import Number, json_string
from lakewright_runtime.ingest.types import SqlType


class _Ill:
    """The value does not have the declared type."""


ILL = _Ill()
Taken = Union[str, _Ill]

_RANGES = {"tinyint": 7, "smallint": 15, "int": 31, "bigint": 63}
_INTEGER = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_FLOAT = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIMESTAMP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,6}))?"
    r"(Z|([+-])([0-9]{2}):([0-9]{2}))?"
)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_UNPAIRED = re.compile("[\x00\ud800-\udfff]")


def from_text(type_: SqlType) -> Callable[[str], Taken]:
    """Takes CSV fields."""
    if type_.kind in ("array", "map", "struct"):
        return lambda _: ILL
    return _SCALARS[type_.kind](type_)


def from_json(type_: SqlType) -> Callable[[Any], Taken]:
    """Takes JSON values other than null; arrays, maps and structs come back as JSON."""
    if type_.kind in ("array", "map", "struct"):
        return lambda value: _nested(value, type_)
    scalar = _SCALARS[type_.kind](type_)
    accepts = _ACCEPTS.get(type_.kind, _accepts_text)
    return lambda value: scalar(text) if (text := accepts(value)) is not None else ILL


def _accepts_text(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    return value if isinstance(value, str) and not isinstance(value, Number) else None


def _accepts_string(value: Any) -> str | None:  # noqa: ANN401
    text = _accepts_text(value)
    return None if text is None or _UNPAIRED.search(text) else text


def _accepts_number(value: Any) -> str | None:  # noqa: ANN401
    return str(value) if isinstance(value, Number) else None


def _accepts_either(value: Any) -> str | None:  # noqa: ANN401
    return str(value) if isinstance(value, str) else None


def _accepts_boolean(value: Any) -> str | None:  # noqa: ANN401
    return None if not isinstance(value, bool) else "true" if value else "false"


_ACCEPTS: dict[str, Callable[[Any], str | None]] = {
    "string": _accepts_string,
    "boolean": _accepts_boolean,
    "tinyint": _accepts_number,
    "smallint": _accepts_number,
    "int": _accepts_number,
    "bigint": _accepts_number,
    "decimal": _accepts_either,
    "float": _accepts_number,
    "double": _accepts_number,
}


def _string(_: SqlType) -> Callable[[str], Taken]:
    return lambda text: text


def _boolean(_: SqlType) -> Callable[[str], Taken]:
    return lambda text: text if text in ("true", "false") else ILL


def _integer(type_: SqlType) -> Callable[[str], Taken]:
    bits = _RANGES[type_.kind]
    low, high = -(1 << bits), (1 << bits) - 1
    longest = len(str(low)) - 1

    def take(text: str) -> Taken:
        if _INTEGER.fullmatch(text) is None:
            return ILL
        digits = text.lstrip("-").lstrip("0")
        if len(digits) > longest:
            return ILL
        value = int(text)
        return str(value) if low <= value <= high else ILL

    return take


def _decimal(type_: SqlType) -> Callable[[str], Taken]:
    before, after = type_.precision - type_.scale, type_.scale

    def take(text: str) -> Taken:
        match = _DECIMAL.fullmatch(text)
        if match is None:
            return ILL
        whole, fraction = match[2].lstrip("0"), (match[3] or "").rstrip("0")
        if len(whole) > before or len(fraction) > after:
            return ILL
        return f"{match[1]}{whole or '0'}{'.' if fraction else ''}{fraction}"

    return take


def _float(type_: SqlType) -> Callable[[str], Taken]:
    single = type_.kind == "float"

    def take(text: str) -> Taken:
        if _FLOAT.fullmatch(text) is None:
            return ILL
        value = float(text)
        if not math.isfinite(value):
            return ILL
        if single:
            try:
                struct.pack("<f", value)
            except OverflowError:
                return ILL
        return text

    return take


def _date(_: SqlType) -> Callable[[str], Taken]:
    def take(text: str) -> Taken:
        return text if _DATE.fullmatch(text) and _parsed(text + " 00:00:00") is not None else ILL

    return take


def _timestamp(type_: SqlType) -> Callable[[str], Taken]:
    zoned = type_.kind == "timestamp"

    def take(text: str) -> Taken:
        match = _TIMESTAMP.fullmatch(text)
        if match is None or (match[4] and not zoned):
            return ILL
        moment = _parsed(f"{match[1]} {match[2]}")
        if moment is None:
            return ILL
        if match[5]:
            hours, minutes = int(match[6]), int(match[7])
            if minutes > 59 or hours * 60 + minutes > 18 * 60:
                return ILL
            offset = timedelta(hours=hours, minutes=minutes)
            try:
                moment = moment - offset if match[5] == "+" else moment + offset
            except OverflowError:
                return ILL
        fraction = (match[3] or "").ljust(6, "0")
        return f"{moment.isoformat(sep=' ')}.{fraction}"

    return take


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _binary(_: SqlType) -> Callable[[str], Taken]:
    def take(text: str) -> Taken:
        if _BASE64.fullmatch(text) is None:
            return ILL
        try:
            canonical = base64.b64encode(base64.b64decode(text)).decode()
        except binascii.Error:
            return ILL
        return text if canonical == text else ILL

    return take


_SCALARS: dict[str, Callable[[SqlType], Callable[[str], Taken]]] = {
    "string": _string,
    "boolean": _boolean,
    "tinyint": _integer,
    "smallint": _integer,
    "int": _integer,
    "bigint": _integer,
    "decimal": _decimal,
    "float": _float,
    "double": _float,
    "date": _date,
    "timestamp": _timestamp,
    "timestamp_ntz": _timestamp,
    "binary": _binary,
}

#: Those whose text is JSON as it is; the others are strings within a nested value.
_BARE = frozenset(("boolean", "tinyint", "smallint", "int", "bigint", "decimal", "float", "double"))


def _nested(value: Any, type_: SqlType) -> Taken:  # noqa: ANN401
    """JSON that `from_json` reads into the type; ILL when any part is."""
    if type_.kind == "array":
        if not isinstance(value, list) or type_.element is None:
            return ILL
        parts = [_part(v, type_.element) for v in value]
        return ILL if _any_ill(parts) else "[" + ",".join(map(str, parts)) + "]"
    if type_.kind == "map":
        if not isinstance(value, dict) or type_.element is None or any(_UNPAIRED.search(k) for k in value):
            return ILL
        parts = [_part(v, type_.element) for v in value.values()]
        return ILL if _any_ill(parts) else _object(list(value), parts)
    if type_.kind == "struct":
        if not isinstance(value, dict) or set(value) - {f.name for f in type_.fields}:
            return ILL
        if any(not f.nullable and value.get(f.name) is None for f in type_.fields):
            return ILL
        parts = [_part(value.get(f.name), f.type) for f in type_.fields]
        return ILL if _any_ill(parts) else _object([f.name for f in type_.fields], parts)
    taken = from_json(type_)(value)
    if isinstance(taken, _Ill) or type_.kind in _BARE:
        return taken
    if type_.kind == "timestamp":
        return json_string(taken.replace(" ", "T") + "Z")
    return json_string(taken.replace(" ", "T") if type_.kind == "timestamp_ntz" else taken)


def _part(value: Any, type_: SqlType) -> Taken:  # noqa: ANN401
    return "null" if value is None else _nested(value, type_)


def _any_ill(parts: list[Taken]) -> bool:
    return any(isinstance(p, _Ill) for p in parts)


def _object(names: list[str], parts: list[Taken]) -> str:
    return "{" + ",".join(f"{json_string(n)}:{p}" for n, p in zip(names, parts)) + "}"
