"""A Spark session for tests: small, local, with the jars that `npm run setup` brought."""

from __future__ import annotations

import os
from pathlib import Path

from lakewright_runtime.session import open_session
from pyspark.sql import SparkSession

#: A driver that lives for one run is over before its code is compiled twice.
SHORT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
#: One that lives for all of them earns it back.
LONG = "-XX:+UseSerialGC"


def open_test_session(memory: str = "2g", options: str = LONG) -> SparkSession:
    """Settings for tables of few rows: a job per statement is what they cost. Semantics are the runtime's own."""
    jars = Path(os.environ["LAKEWRIGHT_JARS"])
    temporary = os.environ["LAKEWRIGHT_TEMPORARY"]
    spark = open_session(
        "lakewright tests",
        {"delta", "iceberg"},
        {
            "spark.master": "local[2]",
            "spark.driver.memory": memory,
            "spark.driver.extraJavaOptions": options,
            # Rows are few: compiling and re-planning would cost more than they save.
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.codegen.wholeStage": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            # The text of every plan goes to a page that nobody opens.
            "spark.sql.ui.explainMode": "simple",
            "spark.sql.maxPlanStringLength": "200",
            "spark.jars": ",".join(
                str(jar) for kind in ("delta", "iceberg-spark") for jar in sorted(jars.glob(f"{kind}-*.jar"))
            ),
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.leafNodeDefaultParallelism": "1",
            "spark.databricks.delta.snapshotPartitions": "1",
            "spark.sql.warehouse.dir": f"{temporary}/warehouse",
            "spark.local.dir": f"{temporary}/local",
            "spark.hadoop.fs.file.impl.disable.cache": "false",
        },
    )
    spark.sparkContext.setLogLevel("OFF")
    return spark
