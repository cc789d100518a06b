"""A look at the start and the end of text files, which tells how their lines are to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from lakewright_runtime.files import is_s3, local_path, s3_client, split_s3
from lakewright_runtime.ingest.csv_records import CsvRecord, csv_record
from lakewright_runtime.ingest.json_records import json_records
from lakewright_runtime.ledger import SourceFile

_BOM = b"\xef\xbb\xbf"
_START = 65_536
_READERS = 16


@dataclass(frozen=True)
class Head:
    file: SourceFile
    start: bytes
    #: Empty where the file is.
    last: bytes

    @property
    def lines_and_bytes(self) -> int:
        """What the lengths of the lines, each with its LF, must add up to."""
        mark = len(_BOM) if self.start.startswith(_BOM) else 0
        return self.file.size - mark + (0 if self.last == b"\n" else 1)

    @property
    def ends_in_return(self) -> bool:
        """A CR that no LF follows is data, and a line by itself does not show which it is."""
        return self.last == b"\r"

    def csv_header(self, delimiter: str) -> CsvRecord | None:
        """The first record; None where it is not one whole line of what was looked at."""
        for line in self._lines():
            if line:
                header = csv_record(line, delimiter)
                return header if header.raw == line and header.fields is not None else None
        return None

    def json_names(self) -> Sequence[str]:
        """The names of members, in the order in which they come first."""
        whole = self.start[: self.start.rfind(b"\n") + 1]
        return tuple(dict.fromkeys(n for r in json_records(whole) for n in r.members or ()))

    def _lines(self) -> Iterator[bytes]:
        text = self.start[len(_BOM) :] if self.start.startswith(_BOM) else self.start
        for line in text.split(b"\n")[:-1]:
            yield line[:-1] if line.endswith(b"\r") else line


def read_heads(root: str, files: Sequence[SourceFile]) -> Sequence[Head]:
    """In the order of the files."""
    with ThreadPoolExecutor(_READERS) as readers:
        return list(readers.map(lambda file: _head(root, file), files))


def _head(root: str, file: SourceFile) -> Head:
    if file.size == 0:
        return Head(file, b"", b"")
    start = _read(root, file, 0, _START)
    last = start[-1:] if file.size <= len(start) else _read(root, file, file.size - 1, 1)
    return Head(file, start, last)


def _read(root: str, file: SourceFile, offset: int, length: int) -> bytes:
    if is_s3(root):
        bucket, key = split_s3(f"{root}/{file.path}")
        last = min(offset + length, file.size) - 1
        body = s3_client().get_object(Bucket=bucket, Key=key, Range=f"bytes={offset}-{last}")["Body"]
        content: bytes = body.read()
        return content
    with (local_path(root) / file.path).open("rb") as opened:
        opened.seek(offset)
        return opened.read(length)
