"""CSV and JSON files read line by line by Spark: what it surely reads as docs/ingest.md says stays with it.

Large files are split over tasks. Single lines that are not sure are read in Python; so are whole files whose records
may not be their lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from lakewright_runtime.ingest.csv_lines import can_split, csv_line_columns
from lakewright_runtime.ingest.csv_records import csv_record
from lakewright_runtime.ingest.heads import Head, read_heads
from lakewright_runtime.ingest.json_lines import json_line_columns
from lakewright_runtime.ingest.json_records import json_record
from lakewright_runtime.ingest.line_kinds import CAREFUL, HEADER, OPEN, RECORD, LineColumns
from lakewright_runtime.ingest.locations import FILE_URI, file_uri, folder_uri, has_codec
from lakewright_runtime.ingest.rows import Columns, Row, csv_layout, csv_row, json_layout, json_row
from lakewright_runtime.ingest.sql_text import quoted, text_literal
from lakewright_runtime.ingest.types import parse_type
from lakewright_runtime.ledger import SourceFile
from lakewright_runtime.program import IngestSource

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True)
class LineCounts:
    """Of one file, as its lines were staged."""

    lines: int
    records: int
    careful: int
    headers: int
    open: int
    bytes: int


@dataclass(frozen=True)
class _Layout:
    """Of the files that Spark reads in one way."""

    #: The header's fields; empty for JSON.
    names: tuple[str | None, ...]
    columns: LineColumns
    heads: list[Head] = field(default_factory=list)


class LineFiles:
    """The files of an ingest, those that Spark reads by lines and those that it does not."""

    def __init__(self, spark: SparkSession, source: IngestSource, root: str, files: Sequence[SourceFile]) -> None:
        self._spark = spark
        self._source = source
        self._root = root
        self._columns: Columns = [(c.name, parse_type(c.type)) for c in source.columns]
        self._layouts: dict[Any, _Layout] = {}
        #: Files that are read whole, in Python.
        self.whole: list[SourceFile] = []
        codecs = {name: has_codec(spark, name) for name in {_ending(f.path) for f in files}}
        for head in read_heads(root, files):
            layout = None if head.ends_in_return or codecs[_ending(head.file.path)] else self._layout(head)
            if layout is None:
                self.whole.append(head.file)
            else:
                layout.heads.append(head)

    @property
    def some(self) -> bool:
        """Whether there is a file that Spark reads by lines."""
        return bool(self._layouts)

    def frame(self) -> DataFrame:
        """The declared columns, `_rescued`, `_source_file`, `_kind`, `_bytes`, and `_line` where it is for Python."""
        return reduce(lambda left, right: left.unionAll(right), [self._lines(p) for p in self._layouts.values()])

    def counts(self, staged: DataFrame) -> Mapping[str, LineCounts]:
        """Of the staged lines, by file."""
        rows = (
            staged.groupBy("_source_file")
            .agg(
                *[
                    _sum(text)
                    for text in ("1", *(f"int(_kind = {k})" for k in (RECORD, CAREFUL, HEADER, OPEN)), "_bytes")
                ]
            )
            .collect()
        )
        found = {row[0]: LineCounts(*[int(v) for v in row[1:]]) for row in rows}
        unknown = sorted(set(found) - {h.file.path for p in self._layouts.values() for h in p.heads})
        if unknown:
            raise ValueError(f"{self._root} gave lines of {unknown[0]}, which was not to be read")
        return found

    def reread(self, counts: Mapping[str, LineCounts]) -> list[SourceFile]:
        """Files whose lines do not tell their records, or are not all of the file's bytes: to be read whole."""
        return [h.file for p in self._layouts.values() for h in p.heads if not self._tells(counts.get(h.file.path), h)]

    def records(self, staged: DataFrame, without: Sequence[SourceFile]) -> DataFrame:
        """The staged lines that are records: the declared columns, `_rescued`, `_corrupt`, `_source_file`."""
        declared = [quoted(c.name) for c in self._source.columns]
        kept = staged.where(f"_kind = {RECORD}{_and_not(without)}")
        return kept.selectExpr(*declared, "_rescued", "CAST(NULL AS STRING) AS _corrupt", "_source_file")

    def careful(self, staged: DataFrame, without: Sequence[SourceFile]) -> Any:  # noqa: ANN401 - an RDD of rows
        """The lines that Python reads, as rows of texts (rows.py)."""
        lines = staged.where(f"_kind = {CAREFUL}{_and_not(without)}").select("_source_file", "_line")
        headers = {h.file.path: p.names for p in self._layouts.values() for h in p.heads}
        if self._source.format == "json":
            return lines.rdd.mapPartitions(_json_parser(self._columns))
        return lines.rdd.mapPartitions(_csv_parser(self._columns, headers, self._source.delimiter))

    def _tells(self, found: LineCounts | None, head: Head) -> bool:
        if found is None or found.bytes + found.lines != head.lines_and_bytes or found.open > 0:
            return False
        return found.headers == (1 if self._source.format == "csv" else 0)

    def _layout(self, head: Head) -> _Layout | None:
        types = [c.type for c in self._source.columns]
        if self._source.format == "json":
            names = head.json_names()
            return self._known(names, lambda: _Layout((), json_line_columns(names, self._columns, types)))
        delimiter = self._source.delimiter
        header = head.csv_header(delimiter) if can_split(delimiter) else None
        if header is None or header.fields is None:
            return None
        fields, text = tuple(header.fields), header.raw.decode()
        columns = self._columns
        return self._known(text, lambda: _Layout(fields, csv_line_columns(text, fields, columns, types, delimiter)))

    def _known(self, key: Any, made: Any) -> _Layout:  # noqa: ANN401 - a key, and what makes the layout
        if key not in self._layouts:
            self._layouts[key] = made()
        return self._layouts[key]

    def _lines(self, layout: _Layout) -> DataFrame:
        paths = [file_uri(self._root, h.file.path) for h in layout.heads]
        reader = self._spark.read.format("text").option("__globPaths__", "false").option("lineSep", "\n")
        frame = reader.load(paths).selectExpr("value", f"{self._source_file()} AS _source_file")
        for stage in layout.columns.stages:
            frame = frame.selectExpr("*", *stage)
        columns = [f"c{i} AS {quoted(c.name)}" for i, c in enumerate(self._source.columns)]
        frame = frame.selectExpr("*", f"{layout.columns.kind} AS _kind")
        return frame.selectExpr(
            *columns,
            f"{layout.columns.rescued_object} AS _rescued",
            "_source_file",
            "_kind",
            "octet_length(value) AS _bytes",
            f"CASE WHEN _kind = {CAREFUL} THEN CAST(value AS BINARY) END AS _line",
        )

    def _source_file(self) -> str:
        """From the file's URI, in which a name's unusual characters are encoded."""
        below = f"substring({FILE_URI}, {len(folder_uri(self._spark, self._root)) + 1})"
        usual = all(set(f.file.path) <= _USUAL for p in self._layouts.values() for f in p.heads)
        return below if usual else f"url_decode(replace({below}, '+', '%2B'))"


_USUAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./=")


def _ending(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    return name[name.rfind(".") :] if "." in name else ""


def _sum(text: str) -> Any:  # noqa: ANN401 - a Column
    from pyspark.sql.functions import expr

    return expr(f"sum({text})")


def _and_not(files: Sequence[SourceFile]) -> str:
    return f" AND _source_file NOT IN ({', '.join(text_literal(f.path) for f in files)})" if files else ""


def _csv_parser(columns: Columns, headers: Mapping[str, tuple[str | None, ...]], delimiter: str) -> Any:  # noqa: ANN401
    def parse(lines: Iterator[Any]) -> Iterator[Row]:
        nulls: list[str | None] = [None] * len(columns)
        layouts = {names: csv_layout(names, columns) for names in set(headers.values())}
        for source_file, line in lines:
            names = headers[source_file]
            raw = bytes(line)
            record = csv_record(raw[:-1] if raw.endswith(b"\r") else raw, delimiter)
            yield csv_row(record, layouts[names], nulls, len(names), source_file)

    return parse


def _json_parser(columns: Columns) -> Any:  # noqa: ANN401
    def parse(lines: Iterator[Any]) -> Iterator[Row]:
        nulls: list[str | None] = [None] * len(columns)
        layout = json_layout(columns)
        for source_file, line in lines:
            raw = bytes(line)
            yield json_row(json_record(raw[:-1] if raw.endswith(b"\r") else raw), layout, nulls, source_file)

    return parse
