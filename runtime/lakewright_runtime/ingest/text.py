"""Whole CSV and JSON files to records: found in Python, by the letter of docs/ingest.md, typed by Spark."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lakewright_runtime.ingest.locations import file_uri
from lakewright_runtime.ingest.rows import Columns, Row, csv_rows, json_rows
from lakewright_runtime.ingest.sql_text import quoted, text_literal
from lakewright_runtime.ingest.types import SqlType, parse_type
from lakewright_runtime.ledger import SourceFile
from lakewright_runtime.program import IngestSource

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def whole_files(spark: SparkSession, source: IngestSource, root: str, files: Sequence[SourceFile]) -> DataFrame:
    """The declared columns, then `_rescued`, `_corrupt`, `_source_file`, `_seen`; a file is read by one task."""
    known = {_plain_path(file_uri(root, f.path)): f for f in files}
    columns = [(c.name, parse_type(c.type)) for c in source.columns]
    paths = [file_uri(root, f.path) for f in files]
    content = spark.read.format("binaryFile").option("__globPaths__", "false").load(paths)
    rows = content.select("path", "content").rdd.mapPartitions(_parser(known, columns, source.format, source.delimiter))
    return typed_rows(spark, source, rows)


def typed_rows(spark: SparkSession, source: IngestSource, rows: Any) -> DataFrame:  # noqa: ANN401 - an RDD
    """Rows of texts (rows.py) with the declared types."""
    from pyspark.sql.types import IntegerType, StringType, StructField, StructType

    names = [f"c{i}" for i in range(len(source.columns))]
    schema = StructType(
        [StructField(n, StringType()) for n in (*names, "_rescued", "_corrupt", "_source_file")]
        + [StructField("_seen", IntegerType())]
    )
    texts = spark.createDataFrame(rows, schema, verifySchema=False)
    typed = [f"{_typed(n, c.type, parse_type(c.type))} AS {quoted(c.name)}" for n, c in zip(names, source.columns)]
    return texts.selectExpr(*typed, "_rescued", "_corrupt", "_source_file", "_seen")


def _parser(known: Mapping[str, SourceFile], columns: Columns, form: str, delimiter: str) -> Any:  # noqa: ANN401
    def parse(rows: Iterator[Any]) -> Iterator[Row]:
        for path, content in rows:
            file = known[_plain_path(path)]
            _require_same(file, bytes(content))
            if form == "csv":
                yield from csv_rows(bytes(content), file.path, columns, delimiter)
            else:
                yield from json_rows(bytes(content), file.path, columns)

    return parse


def _require_same(file: SourceFile, content: bytes) -> None:
    """The file that was listed is the one that was read."""
    same = len(content) == file.size and (len(file.etag) != 64 or hashlib.sha256(content).hexdigest() == file.etag)
    if not same:
        raise ValueError(f"{file.path} changed while it was read")


def _plain_path(path: str) -> str:
    """`file:/a`, `file:///a` and `/a` are the same; so are `s3://b/a` and `s3a://b/a`."""
    if path.startswith("file:"):
        return "/" + path[len("file:") :].lstrip("/")
    return path.replace("s3a://", "s3://", 1)


def _typed(column: str, text: str, type_: SqlType) -> str:
    if type_.kind == "string":
        return column
    if type_.kind == "binary":
        return f"unbase64({column})"
    if type_.kind in ("array", "map", "struct"):
        return f"from_json({column}, {text_literal(text)}, map('mode', 'FAILFAST'))"
    return f"CAST({column} AS {text})"
