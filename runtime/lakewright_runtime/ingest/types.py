"""Spark SQL types, as far as files hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    name: str
    type: SqlType
    nullable: bool


@dataclass(frozen=True)
class SqlType:
    #: `string`, `decimal`, `array`, `map`, `struct` and so on.
    kind: str
    precision: int = 0
    scale: int = 0
    #: Of arrays and maps.
    element: SqlType | None = None
    fields: Sequence[Field] = ()


_WORD = re.compile(r"\s*([A-Za-z_][A-Za-z_0-9]*|`(?:[^`]|``)*`|[0-9]+|[<>(),:])")
_SAME = {"integer": "int", "long": "bigint", "short": "smallint", "byte": "tinyint", "real": "float"}


def parse_type(text: str) -> SqlType:
    """`decimal(12,2)`, `array<struct<a:int,b:string>>`. Raises ValueError."""
    try:
        parsed, rest = _type(_WORD.findall(text))
    except IndexError:
        raise ValueError(f"'{text}' is no type: it ends too early") from None
    if rest:
        raise ValueError(f"'{text}' is no type: '{''.join(rest)}' is left over")
    return parsed


def _type(words: list[str]) -> tuple[SqlType, list[str]]:
    kind, rest = words[0].lower(), words[1:]
    kind = _SAME.get(kind, kind)
    if kind == "decimal" and rest[:1] == ["("]:
        return SqlType(kind, precision=int(rest[1]), scale=int(rest[3])), rest[5:]
    if kind == "decimal":
        return SqlType(kind, precision=10, scale=0), rest
    if kind == "array":
        element, rest = _type(rest[1:])
        return SqlType(kind, element=element), rest[1:]
    if kind == "map":
        _, rest = _type(rest[1:])
        element, rest = _type(rest[1:])
        return SqlType(kind, element=element), rest[1:]
    if kind == "struct":
        return _struct(rest[1:])
    return SqlType(kind), rest


def _struct(words: list[str]) -> tuple[SqlType, list[str]]:
    fields: list[Field] = []
    while words[0] != ">":
        name = words[0][1:-1].replace("``", "`") if words[0].startswith("`") else words[0]
        inner, words = _type(words[2:])
        nullable = [w.lower() for w in words[:2]] != ["not", "null"]
        if not nullable:
            words = words[2:]
        fields.append(Field(name, inner, nullable))
        if words[0] == ",":
            words = words[1:]
    return SqlType("struct", fields=tuple(fields)), words[1:]
