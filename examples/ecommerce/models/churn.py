"""How likely a customer is not to come back: a model trained on the recency, frequency and value of all customers."""

from __future__ import annotations

from pyspark.ml import Pipeline
from pyspark.ml.classification import GBTClassifier
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.linalg import Vector
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

#: A customer who did not order for so many days counts as gone.
GONE_AFTER_DAYS = 60
#: Recency itself is no feature: the label follows from it.
FEATURES = ["log_frequency", "log_monetary", "log_order_value"]
SEED = 20260101


def churn_scores(inputs: dict[str, DataFrame], context: object) -> DataFrame:
    """One row for each row of gold.customer_rfm: customer_id, churn_probability, churn_risk."""
    customers = features(inputs["gold.customer_rfm"])
    shares = customers.agg(F.count("*").alias("all"), F.sum("label").alias("gone")).first()
    if shares is None or not shares["gone"] or shares["gone"] == shares["all"]:
        # One class only: there is nothing to tell apart.
        return with_risk(customers.withColumn("churn_probability", F.col("label")))
    model = Pipeline(
        stages=[
            VectorAssembler(inputCols=FEATURES, outputCol="features"),
            GBTClassifier(labelCol="label", featuresCol="features", maxIter=10, maxDepth=3, seed=SEED),
        ]
    ).fit(customers)
    scored = model.transform(customers)
    return with_risk(scored.withColumn("churn_probability", of_leaving("probability")))


@F.udf("double")
def of_leaving(probability: Vector) -> float:
    """Of the two classes, the second's. `vector_to_array` would need pandas, which EMR lacks."""
    return float(probability[1])


def features(rfm: DataFrame) -> DataFrame:
    """In one partition and one order, so that the same customers train the same model."""
    monetary = F.col("monetary").cast("double")
    return (
        rfm.select(
            "customer_id",
            F.log1p(F.col("frequency").cast("double")).alias("log_frequency"),
            F.log1p(monetary).alias("log_monetary"),
            F.log1p(monetary / F.col("frequency")).alias("log_order_value"),
            F.when(F.col("recency_days") > GONE_AFTER_DAYS, 1.0).otherwise(0.0).alias("label"),
        )
        .repartition(1)
        .sortWithinPartitions("customer_id")
    )


def with_risk(scored: DataFrame) -> DataFrame:
    probability = F.col("churn_probability")
    return scored.select(
        "customer_id",
        "churn_probability",
        F.when(probability < 0.33, "low").when(probability < 0.66, "medium").otherwise("high").alias("churn_risk"),
    )
