"""JSON as `_rescued` has it: compact, keys in the order of their code points, numbers as they were written."""

from __future__ import annotations

import re
from typing import Any

_ESCAPED = re.compile('["\\\\\x00-\x1f\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


class Number(str):
    """A number, as the text that it was written in."""

    __slots__ = ()


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    return _SHORT.get(found) or f"\\u{ord(found):04x}"


def json_string(text: str) -> str:
    """A JSON string; escapes what must be escaped, and nothing else."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def json_text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A value of None, bool, Number, str, list and dict."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return json_string(value)
    if isinstance(value, list):
        return "[" + ",".join(json_text(v) for v in value) + "]"
    return "{" + ",".join(f"{json_string(k)}:{json_text(value[k])}" for k in sorted(value)) + "}"
