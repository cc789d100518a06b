"""Files as Spark names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def file_uri(root: str, path: str) -> str:
    """What a reader is given."""
    return f"{root}/{path}"


#: An expression: the file's URI, whose local form differs between versions of Spark.
FILE_URI = "replace(_metadata.file_path, 'file:///', 'file:/')"


def folder_uri(spark: SparkSession, root: str) -> str:
    """What FILE_URI of each file in the folder begins with."""
    return qualified(spark, root).rstrip("/") + "/"


def qualified(spark: SparkSession, path: str) -> str:
    """The path as FILE_URI has it."""
    jvm: Any = spark._jvm
    plain = jvm.org.apache.hadoop.fs.Path(path)
    system = plain.getFileSystem(spark._jsparkSession.sessionState().newHadoopConf())
    return str(system.makeQualified(plain).toUri().toString()).replace("file:///", "file:/", 1)


def has_codec(spark: SparkSession, ending: str) -> bool:
    """Whether Spark would unpack files of such names, which docs/ingest.md does not do."""
    jvm: Any = spark._jvm
    factory = jvm.org.apache.hadoop.io.compress.CompressionCodecFactory(
        spark._jsparkSession.sessionState().newHadoopConf()
    )
    return factory.getCodec(jvm.org.apache.hadoop.fs.Path(f"file{ending}")) is not None
