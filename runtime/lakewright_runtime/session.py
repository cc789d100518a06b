"""The Spark session that programs run in, and its settings: facts, with the reason of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension"
_ICEBERG_EXTENSION = "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"


def static_settings(formats: Set[str]) -> Mapping[str, str]:
    """Only known when the session starts. Iceberg's catalogue has a name of its own, which the environment sets up."""
    extensions = [_DELTA_EXTENSION, *([_ICEBERG_EXTENSION] if "iceberg" in formats else [])]
    return {
        "spark.sql.extensions": ",".join(extensions),
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    }


#: What the portable SQL surface means: nothing overflows or casts in silence, and every instant is UTC.
SEMANTICS: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.storeAssignmentPolicy": "ANSI",
    "spark.sql.parser.escapedStringLiterals": "false",
    # Instants before 1582 are written and read as they are.
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
}


def open_session(name: str, formats: Set[str], settings: Mapping[str, str] | None = None) -> SparkSession:
    """The process's session, started with what the runtime needs for tables of the formats, and with `settings`."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName(name)
    for key, value in {**static_settings(formats), **SEMANTICS, **(settings or {})}.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    package = Path(__file__).resolve().parents[1]
    if package.suffix == ".zip":
        # Executors parse files with the runtime's own modules.
        spark.sparkContext.addPyFile(str(package))
    return spark


@contextmanager
def session_settings(spark: SparkSession, settings: Mapping[str, str]) -> Iterator[None]:
    """Settings that hold within the block; what was there before comes back, also after a failure."""
    before = {key: spark.conf.get(key, None) for key in settings}
    for key, value in settings.items():
        spark.conf.set(key, value)
    try:
        yield
    finally:
        for key, old in before.items():
            if old is None:
                spark.conf.unset(key)
            else:
                spark.conf.set(key, old)
