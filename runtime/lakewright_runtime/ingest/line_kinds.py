"""What a line of a text file is, and how Spark finds out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: A record that Spark itself could read.
RECORD = 0
HEADER = 1
BLANK = 2
#: One record, or none, by itself: to be read in Python, by the rules' letter.
CAREFUL = 3
#: A quoted field begins here and does not end: where records begin and end, only the whole file tells.
OPEN = 4


@dataclass(frozen=True)
class LineColumns:
    """Expressions over `value`, a line without its LF."""

    #: Columns that each add to those before; the last are the declared ones, `c0` and so on.
    stages: Sequence[Sequence[str]]
    #: One of the kinds.
    kind: str
    #: The members of `_rescued`; each is null where there is nothing to keep.
    rescued: Sequence[str]

    @property
    def rescued_object(self) -> str:
        """`_rescued` of a record."""
        if not self.rescued:
            return "CAST(NULL AS STRING)"
        joined = f"concat_ws(',', {', '.join(self.rescued)})"
        return f"CASE WHEN {joined} <> '' THEN concat('{{', {joined}, '}}') END"
