"""What a format leaves at a location: a table of another one than declared is found by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lakewright_runtime.errors import FormatDiffers
from lakewright_runtime.jvm import PATH, java_class

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from lakewright_runtime.tables.interface import LakeTable

#: The folder below a table's location that no other format has.
FOLDERS: Mapping[str, str] = {"delta": "_delta_log", "iceberg": "metadata"}


def refuse_other_format(spark: SparkSession, table: LakeTable) -> None:
    """To be called where the table was not found. Raises FormatDiffers when one of another format is in its place."""
    for other, folder in FOLDERS.items():
        if other != table.format and _exists(spark, f"{table.location}/{folder}"):
            raise FormatDiffers(
                f"{table.table} at {table.location} is a table in the format {other} (it has a folder '{folder}'), and "
                f"its contract says {table.format}; keep the format, or give the table a new name and fill that",
                table=table.table,
                found=other,
                expected=table.format,
            )


def _exists(spark: SparkSession, location: str) -> bool:
    path = java_class(spark, PATH)(location)
    return bool(path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).exists(path))
