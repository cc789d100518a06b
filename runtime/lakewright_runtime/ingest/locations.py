"""Files as Spark names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakewright_runtime.jvm import PATH, java_class

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
    plain = java_class(spark, PATH)(path)
    system = plain.getFileSystem(spark._jsparkSession.sessionState().newHadoopConf())
    return str(system.makeQualified(plain).toUri().toString()).replace("file:///", "file:/", 1)


def has_codec(spark: SparkSession, ending: str) -> bool:
    """Whether Spark would unpack files of such names, which docs/ingest.md does not do."""
    codecs = java_class(spark, "org.apache.hadoop.io.compress.CompressionCodecFactory")
    factory = codecs(spark._jsparkSession.sessionState().newHadoopConf())
    return factory.getCodec(java_class(spark, PATH)(f"file{ending}")) is not None
