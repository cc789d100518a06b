"""Runs units of a bundle in one Spark, each with the access key of its role: `python spark_jobs.py JOBS SESSION`.

JOBS is JSON: a list of `{"access_key": ..., "archives": [...], "arguments": [...]}`, the arguments being those of the
runtime's entry point, and the archives what `spark.archives` would name. Between two jobs everything that one may have
left for the next is forgotten, so that each asks what a process of its own would ask; what stays is the compiled code,
which is most of what a start costs. SESSION is JSON too: `{"formats": [...], "settings": {...}}`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import boto3
from lakewright_runtime.entry import main as run_unit
from lakewright_runtime.files import s3_client
from lakewright_runtime.session import open_session
from pyspark.sql import SparkSession

_SETTINGS = {
    # A task that fails is tried again, as on a cluster.
    "spark.master": "local[2,4]",
    "spark.driver.memory": "1500m",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Rows are few: compiling and re-planning would cost more than they save.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.leafNodeDefaultParallelism": "1",
    "spark.sql.ui.explainMode": "simple",
    "spark.sql.maxPlanStringLength": "200",
    "spark.databricks.delta.snapshotPartitions": "1",
    "spark.hadoop.fs.s3a.path.style.access": "true",
    "spark.hadoop.fs.s3a.connection.ssl.enabled": "false",
    "spark.hadoop.fs.s3a.aws.credentials.provider": "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
    "spark.hadoop.fs.s3a.secret.key": "emulated",
    # The smallest that S3 takes, so that a file of a few megabytes goes up in parts.
    "spark.hadoop.fs.s3a.multipart.size": "5M",
    # As EMR from 7.10 on: s3:// is S3A.
    "spark.hadoop.fs.s3.impl": "org.apache.hadoop.fs.s3a.S3AFileSystem",
    # As sparkSubmitParameters say.
    "spark.hadoop.fs.s3a.directory.marker.retention": "keep",
    "spark.sql.catalogImplementation": "in-memory",
}


def become(spark: SparkSession, access_key: str) -> None:
    """Forgets clients, file systems and tables of the job before, and takes the access key of the next."""
    os.environ["AWS_ACCESS_KEY_ID"] = access_key
    boto3.setup_default_session()
    s3_client.cache_clear()
    spark.catalog.clearCache()
    jvm: Any = spark._jvm
    jvm.org.apache.spark.sql.delta.DeltaLog.clearCache()
    jvm.org.apache.hadoop.fs.FileSystem.closeAll()
    # What Iceberg's clients look at before each request.
    jvm.java.lang.System.setProperty("aws.accessKeyId", access_key)
    jvm.java.lang.System.setProperty("aws.secretAccessKey", "emulated")
    spark.sparkContext._jsc.hadoopConfiguration().set("fs.s3a.access.key", access_key)


def main() -> int:
    """Ends with the code of the first job that fails."""
    jars = sorted(Path(os.environ["LAKEWRIGHT_JARS"]).glob("*.jar"))
    session = json.loads(sys.argv[2])
    spark = open_session(
        "lakewright jobs",
        set(session["formats"]),
        {
            **_SETTINGS,
            **session["settings"],
            "spark.jars": ",".join(map(str, jars)),
            "spark.hadoop.fs.s3a.endpoint": os.environ["AWS_ENDPOINT_URL"],
        },
    )
    spark.sparkContext.setLogLevel("ERROR")
    for job in json.loads(sys.argv[1]):
        become(spark, job["access_key"])
        for archive in job["archives"]:
            spark.sparkContext.addArchive(f"{archive}#environment")
        started = time.monotonic()
        code = run_unit(job["arguments"])
        print(f"{job['access_key']}: {time.monotonic() - started:.1f} s", flush=True)
        if code != 0:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
