"""Rows as JSON that loses nothing: numbers of exact types, dates and bytes are texts."""

from __future__ import annotations

import base64
import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pyspark.sql import DataFrame, Row


def columns_of(frame: DataFrame) -> list[dict[str, Any]]:
    return [{"name": f.name, "type": f.dataType.simpleString(), "nullable": f.nullable} for f in frame.schema.fields]


def rows_of(frame: DataFrame) -> list[list[Any]]:
    """Timestamps are collected as texts: Python's would go through the machine's own zone."""
    kinds = [f.dataType.simpleString() for f in frame.schema.fields]
    if not any(kind.startswith("timestamp") for kind in kinds):
        # Most have none, and a projection that changes nothing costs as much as the query itself.
        return [[value_of(v) for v in row] for row in frame.collect()]
    named = [f"c{i}" for i in range(len(kinds))]
    texts = [
        f"date_format({n}, 'yyyy-MM-dd HH:mm:ss.SSSSSS') AS {n}" if k in ("timestamp", "timestamp_ntz") else n
        for n, k in zip(named, kinds, strict=True)
    ]
    return [[value_of(v) for v in row] for row in frame.toDF(*named).selectExpr(*texts).collect()]


def value_of(value: Any) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value).lower().replace("inf", "infinity")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Row):
        return {k: value_of(v) for k, v in value.asDict().items()}
    if isinstance(value, dict):
        return sorted(([value_of(k), value_of(v)] for k, v in value.items()), key=str)
    return [value_of(v) for v in value]
