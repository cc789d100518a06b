"""A table by its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakewright_runtime.errors import BindingMissing
from lakewright_runtime.tables.delta import DeltaTable
from lakewright_runtime.tables.iceberg import IcebergTable
from lakewright_runtime.tables.interface import LakeTable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from lakewright_runtime.bindings import Bindings


def open_table(spark: SparkSession, bindings: Bindings, table: str, table_format: str) -> LakeTable:
    """Raises BindingMissing where an environment has no place for a table of the format."""
    binding = bindings.table(table)
    if table_format != "iceberg":
        return DeltaTable(spark, table, binding.location)
    if bindings.iceberg_catalogue is None or binding.database is None:
        lacks = "iceberg.catalogue" if bindings.iceberg_catalogue is None else f"tables['{table}'].database"
        raise BindingMissing(
            f"{table} is an Iceberg table, which Spark finds in a catalogue, and the bindings of "
            f"'{bindings.environment}' have no {lacks}",
            table=table,
        )
    name = (bindings.iceberg_catalogue, binding.database, binding.name)
    return IcebergTable(spark, table, binding.location, name)
