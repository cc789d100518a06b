"""The relations that a task stages: each computed once, and visible to its statements by name.

`DataFrame.cache` would do, but leaves the whole plan behind a view: every statement would analyse all that came before
it, and every commit would make Spark look through it. So the cached relation itself stands behind the view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from lakewright_runtime.jvm import static_member

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

        level = self._static("org.apache.spark.storage.StorageLevel", "MEMORY_AND_DISK")()
        companion = self._static("org.apache.spark.sql.execution.columnar.InMemoryRelation$", "MODULE$")
        some_name = self._static("scala.Option", "apply")(name)
        relation = companion.apply(level, frame._jdf.queryExecution(), some_name)
        leaf = self._static("org.apache.spark.sql.Dataset", "ofRows")(self._spark._jsparkSession, relation)
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

    def _static(self, owner: str, name: str) -> Any:  # noqa: ANN401 - of the JVM
        return static_member(self._spark, owner, name)
