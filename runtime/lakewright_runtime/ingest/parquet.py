"""Parquet files to records: columns by name, taken where their type is or widens to the declared one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from lakewright_runtime.errors import SourceFailed
from lakewright_runtime.ingest.json_text import json_string
from lakewright_runtime.ingest.locations import FILE_URI, qualified
from lakewright_runtime.ingest.sql_text import quoted, text_literal
from lakewright_runtime.ingest.types import SqlType, parse_type
from lakewright_runtime.ledger import SourceFile
from lakewright_runtime.program import IngestSource
from lakewright_runtime.session import session_settings
from lakewright_runtime.staging import Stage

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

#: Digits that the values of an integer type need.
_DIGITS = {"tinyint": 3, "smallint": 5, "int": 10, "bigint": 19}


def parquet_records(
    spark: SparkSession, source: IngestSource, root: str, files: Sequence[SourceFile], stage: Stage
) -> DataFrame:
    """Stages the declared columns, then `_rescued`, `_corrupt`, `_source_file`, `_seen`.

    Raises SourceFailed where a file is not Parquet or holds a type that has no form in `_rescued`.
    """
    # Names are matched exactly; the plan is made, and the rows are read, under this setting.
    with session_settings(spark, {"spark.sql.caseSensitive": "true"}):
        groups: dict[str, tuple[StructType, list[SourceFile]]] = {}
        for file in files:
            schema = _schema(spark, root, file)
            groups.setdefault(schema.json(), (schema, []))[1].append(file)
        parts = [_group(spark, source, root, schema, members) for schema, members in groups.values()]
        records = stage("lw_records", reduce(lambda left, right: left.unionAll(right), parts))
        records.count()
        return records


def _schema(spark: SparkSession, root: str, file: SourceFile) -> StructType:
    try:
        schema: StructType = _reader(spark).parquet(f"{root}/{file.path}").schema
        return schema
    except Exception as error:
        raise SourceFailed(f"{file.path} is no Parquet file: {str(error).splitlines()[0]}", file=file.path) from error


def _reader(spark: SparkSession) -> Any:  # noqa: ANN401 - a DataFrameReader under construction
    return spark.read.option("__globPaths__", "false").option("mergeSchema", "false")


def _group(
    spark: SparkSession, source: IngestSource, root: str, schema: StructType, files: Sequence[SourceFile]
) -> DataFrame:
    paths = [f"{root}/{f.path}" for f in files]
    frame = _reader(spark).schema(schema).parquet(*paths)
    found = {f.name: parse_type(f.dataType.simpleString()) for f in schema.fields}
    columns, rescued = [], {}
    for column in source.columns:
        there = found.get(column.name)
        if there is not None and widens(there, parse_type(column.type)):
            columns.append(f"CAST({quoted(column.name)} AS {column.type}) AS {quoted(column.name)}")
        else:
            columns.append(f"CAST(NULL AS {column.type}) AS {quoted(column.name)}")
            if there is not None:
                rescued[column.name] = there
    declared = {c.name for c in source.columns}
    rescued.update({name: type_ for name, type_ in found.items() if name not in declared})
    names = {qualified(spark, path): f.path for path, f in zip(paths, files)}
    source_file = f"element_at({_map(names)}, {FILE_URI})"
    rows = frame.selectExpr(
        *columns,
        f"{_rescued(rescued)} AS _rescued",
        "CAST(NULL AS STRING) AS _corrupt",
        f"{source_file} AS _source_file",
        "CAST(NULL AS INT) AS _seen",
    )
    counted = frame.selectExpr(f"{source_file} AS _source_file").groupBy("_source_file").count()
    nulls = [f"CAST(NULL AS {c.type}) AS {quoted(c.name)}" for c in source.columns]
    ends = counted.selectExpr(
        *nulls,
        "CAST(NULL AS STRING) AS _rescued",
        "CAST(NULL AS STRING) AS _corrupt",
        "_source_file",
        "CAST(count AS INT) AS _seen",
    )
    both: DataFrame = rows.unionAll(ends)
    return both


def widens(found: SqlType, declared: SqlType) -> bool:
    """Whether every value of `found` is one of `declared`."""
    if found.kind in _DIGITS and declared.kind in _DIGITS:
        return _DIGITS[found.kind] <= _DIGITS[declared.kind]
    if found.kind in _DIGITS and declared.kind == "decimal":
        return _DIGITS[found.kind] <= declared.precision - declared.scale
    if found.kind == "decimal" and declared.kind == "decimal":
        room = declared.precision - declared.scale >= found.precision - found.scale
        return room and declared.scale >= found.scale
    return found == declared or (found.kind, declared.kind) == ("float", "double")


def _rescued(columns: Mapping[str, SqlType]) -> str:
    """An expression: the JSON object of what is not null, or null."""
    if not columns:
        return "CAST(NULL AS STRING)"
    parts = [
        f"concat({text_literal(json_string(name) + ':')}, {json_expression(quoted(name), columns[name])})"
        for name in sorted(columns)
    ]
    # concat of null is null, and concat_ws leaves nulls out.
    joined = f"concat_ws(',', {', '.join(parts)})"
    return f"CASE WHEN {joined} <> '' THEN concat('{{', {joined}, '}}') END"


def json_expression(value: str, type_: SqlType, depth: int = 0) -> str:
    """An expression that gives the value as `_rescued` has it, null for null. Raises SourceFailed."""
    kind = type_.kind
    if kind in ("boolean", "tinyint", "smallint", "int", "bigint", "decimal"):
        return f"CAST({value} AS STRING)"
    if kind in ("float", "double"):
        return (
            f"CASE WHEN {value} IS NULL THEN NULL WHEN isnan({value}) THEN '\"NaN\"' "
            f"WHEN {value} = double('Infinity') THEN '\"Infinity\"' "
            f"WHEN {value} = double('-Infinity') THEN '\"-Infinity\"' "
            f"ELSE format_string('%.16e', CAST({value} AS DOUBLE)) END"
        )
    if kind == "string":
        return _json_string_expression(value)
    if kind == "date":
        return f"concat('\"', CAST({value} AS STRING), '\"')"
    if kind in ("timestamp", "timestamp_ntz"):
        zone = "Z" if kind == "timestamp" else ""
        return f"concat('\"', date_format({value}, \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\"), '{zone}\"')"
    if kind == "binary":
        return f"concat('\"', replace(base64({value}), '\\r\\n', ''), '\"')"
    item = f"x{depth}"
    if kind == "array" and type_.element is not None:
        inner = json_expression(item, type_.element, depth + 1)
        parts = f"transform({value}, {item} -> coalesce({inner}, 'null'))"
        return f"concat('[', array_join({parts}, ','), ']')"
    if kind == "map" and type_.element is not None:
        key = _json_string_expression(f"{item}.key")
        inner = json_expression(f"{item}.value", type_.element, depth + 1)
        entries = f"array_sort(map_entries({value}))"
        parts = f"transform({entries}, {item} -> concat({key}, ':', coalesce({inner}, 'null')))"
        return f"CASE WHEN {value} IS NOT NULL THEN concat('{{', array_join({parts}, ','), '}}') END"
    if kind == "struct":
        ordered = sorted(type_.fields, key=lambda f: f.name)
        fields = [
            f"{text_literal(json_string(f.name) + ':')}, "
            f"coalesce({json_expression(f'{value}.{quoted(f.name)}', f.type, depth + 1)}, 'null')"
            for f in ordered
        ]
        joined = ", ',', ".join(fields)
        return f"CASE WHEN {value} IS NOT NULL THEN concat('{{', {joined}, '}}') END"
    raise SourceFailed(f"{value} has type {kind}, which has no form in _rescued", type=kind)


def _json_string_expression(value: str) -> str:
    escaped = f"replace(replace({value}, '\\\\', '\\\\\\\\'), '\"', '\\\\\"')"
    for code in range(0x20):
        short = {8: "b", 9: "t", 10: "n", 12: "f", 13: "r"}.get(code, f"u{code:04x}")
        escaped = f"replace({escaped}, chr({code}), '\\\\{short}')" if code else escaped
    return f"concat('\"', {escaped}, '\"')"


def _map(values: Mapping[str, str]) -> str:
    return "map(" + ", ".join(f"{text_literal(k)}, {text_literal(v)}" for k, v in values.items()) + ")"
