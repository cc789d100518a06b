"""The relations that a task stages: each computed once, and visible to its statements by name.

`DataFrame.cache` would do, but leaves the whole plan behind a view: every statement would analyse all that came before
it, and every commit would make Spark look through it. So the cached relation itself stands behind the view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: `Staging.put`: a name and what it stands for; gives back what was staged.
Stage = Callable[[str, "DataFrame"], "DataFrame"]


class Staging:
    """Temporary views of one task; `release` forgets them."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        self._staged: dict[str, Any] = {}

    def put(self, name: str, frame: DataFrame) -> DataFrame:
        """Computed by the first statement that reads it, and not again; lost blocks are computed anew."""
        from pyspark.sql import DataFrame as SparkDataFrame

        jvm: Any = self._spark._jvm
        level = jvm.org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK()
        companion = getattr(getattr(jvm.org.apache.spark.sql.execution.columnar, "InMemoryRelation$"), "MODULE$")
        relation = companion.apply(level, frame._jdf.queryExecution(), jvm.scala.Option.apply(name))
        leaf = jvm.org.apache.spark.sql.Dataset.ofRows(self._spark._jsparkSession, relation)
        staged = SparkDataFrame(leaf, self._spark)
        self.show(name, staged)
        self._staged[name] = relation
        return staged

    def show(self, name: str, frame: DataFrame) -> None:
        """A view of what is staged already."""
        frame.createOrReplaceTempView(name)
        self._staged.setdefault(name, None)

    def release(self) -> None:
        for name, relation in self._staged.items():
            self._spark.catalog.dropTempView(name)
            if relation is not None:
                relation.cacheBuilder().clearCache(False)
        self._staged.clear()
