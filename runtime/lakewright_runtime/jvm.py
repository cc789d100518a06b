"""Spark's own classes in the JVM, by their whole names.

Each call from Python to the JVM takes time. `spark._jvm.a.b.C.d` makes one for every dot, and again at the next use.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Hadoop's name of a file.
PATH = "org.apache.hadoop.fs.Path"


def java_class(spark: SparkSession, name: str) -> Any:  # noqa: ANN401 - a class of the JVM
    """A class, to be called for a new object. Makes no call by itself."""
    from py4j.java_gateway import JavaClass

    jvm: Any = spark._jvm
    return JavaClass(name, jvm._gateway_client)


@lru_cache(maxsize=64)
def static_member(spark: SparkSession, owner: str, name: str) -> Any:  # noqa: ANN401 - of the JVM
    """A static method of a class, or the value of a static field that never changes; looked up once a session."""
    return getattr(java_class(spark, owner), name)
