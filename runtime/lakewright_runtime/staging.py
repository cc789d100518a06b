"""The relations that a task stages: cached, so that each is computed once, and visible to its statements by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Staging:
    """Temporary views of one task; `release` forgets them."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        self._staged: dict[str, DataFrame] = {}

    def put(self, name: str, frame: DataFrame) -> None:
        """Computed by the first statement that reads it, and not again."""
        cached = frame.cache()
        cached.createOrReplaceTempView(name)
        self._staged[name] = cached

    def release(self) -> None:
        for name, frame in self._staged.items():
            self._spark.catalog.dropTempView(name)
            frame.unpersist()
        self._staged.clear()
