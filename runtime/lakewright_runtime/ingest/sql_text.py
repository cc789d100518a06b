"""Names and texts as Spark SQL writes them."""

from __future__ import annotations


def quoted(name: str) -> str:
    """A column's name."""
    return "`" + name.replace("`", "``") + "`"


def text_literal(value: str) -> str:
    """A string; what is not plain ASCII is written as an escape, so that no parser's setting for it matters."""
    return "'" + "".join(_escaped(c) for c in value) + "'"


def _escaped(character: str) -> str:
    code = ord(character)
    if character in "\\'":
        return "\\" + character
    # A dollar might begin what Spark takes for a variable.
    if character == "$" or code < 0x20 or 0x7E < code < 0x10000:
        return f"\\u{code:04x}"
    return character
