"""What ran, as metrics of CloudWatch: one request when a job ends, which never fails it and never holds it up.

Zeros are not sent: a metric costs in the hours in which it is sent, and no value reads as none
(https://aws.amazon.com/cloudwatch/pricing/). What has many values (task, run, error) stays in the log.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Callable

from lakewright_runtime.aws import aws_client
from lakewright_runtime.bindings import MetricsBinding
from lakewright_runtime.bundle import Bundle
from lakewright_runtime.log import Log
from lakewright_runtime.task_run import Outcome

#: Metric and unit; the names are those of pipelines/targets/aws/runtime_metrics.ts.
UNITS: Mapping[str, str] = {
    "TasksSucceeded": "Count",
    "TasksFailed": "Count",
    "TaskDuration": "Milliseconds",
    "RowsIn": "Count",
    "RowsInserted": "Count",
    "RowsUpdated": "Count",
    "RowsDeleted": "Count",
    "RowsQuarantined": "Count",
    "RowsRejected": "Count",
}

#: The longest that a job waits for its metrics to be taken.
PATIENCE_SECONDS = 5.0

#: Most metrics of a request: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
MOST_OF_A_REQUEST = 1000

Dimensions = Sequence[tuple[str, str]]
#: Sends data of a namespace in a region.
Send = Callable[[MetricsBinding, Sequence[Mapping[str, Any]]], None]


def values_of(outcome: Outcome) -> Mapping[str, int]:
    """What a task adds to each metric. Rows are of what was committed: a task that failed has written none."""
    counts = outcome.measured.counts
    if outcome.state == "skipped":
        return {}
    if outcome.state == "blocked":
        return {"TasksFailed": 1}
    if outcome.state == "failed":
        return {"TasksFailed": 1, "TaskDuration": outcome.milliseconds}
    return {
        "TasksSucceeded": 1,
        "TaskDuration": outcome.milliseconds,
        "RowsIn": counts.get("source_seen", counts.get("candidates", 0)),
        "RowsInserted": counts.get("inserted", 0),
        "RowsUpdated": counts.get("updated", 0),
        "RowsDeleted": counts.get("deleted", 0),
        "RowsQuarantined": counts.get("quarantined", 0),
        "RowsRejected": counts.get("source_rejected", 0),
    }


def metric_data(outcomes: Sequence[Outcome], bundle: Bundle, binding: MetricsBinding) -> Sequence[Mapping[str, Any]]:
    """By domain and by pipeline; by table where the binding names it."""
    values: dict[tuple[tuple[tuple[str, str], ...], str], list[int]] = {}
    for outcome in outcomes:
        task = bundle.task(outcome.task)
        domain = (("Domain", bundle.domain),)
        pipeline = (*domain, ("Pipeline", task.pipeline))
        levels = [domain, pipeline, *([(*pipeline, ("Table", task.writes))] if task.writes in binding.tables else [])]
        for name, value in values_of(outcome).items():
            if value == 0:
                continue
            for level in levels:
                values.setdefault((level, name), []).append(value)
    return [
        {
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": value} for key, value in level],
            "Unit": UNITS[name],
            "StatisticValues": {
                "SampleCount": len(found),
                "Sum": sum(found),
                "Minimum": min(found),
                "Maximum": max(found),
            },
        }
        for (level, name), found in values.items()
    ]


def put_metric_data(binding: MetricsBinding, data: Sequence[Mapping[str, Any]]) -> None:
    """One try, with little patience: a network without a way to CloudWatch does not answer."""
    from botocore.config import Config

    client = aws_client(
        "cloudwatch",
        binding.region,
        Config(connect_timeout=2, read_timeout=2, retries={"total_max_attempts": 1}),
    )
    for first in range(0, len(data), MOST_OF_A_REQUEST):
        client.put_metric_data(Namespace=binding.namespace, MetricData=data[first : first + MOST_OF_A_REQUEST])


def report(
    outcomes: Sequence[Outcome],
    bundle: Bundle,
    binding: MetricsBinding | None,
    log: Log,
    *,
    send: Send = put_metric_data,
    patience: float = PATIENCE_SECONDS,
) -> None:
    """Sends the metrics of a job where the bindings ask for them. Whatever goes wrong is logged, and no more."""
    if binding is None:
        return
    problem: list[str] = []

    def work() -> None:
        try:
            send(binding, data)
        except BaseException as error:
            problem.append(f"{type(error).__name__}: {error}")

    try:
        data = metric_data(outcomes, bundle, binding)
        if not data:
            return
        sending = threading.Thread(target=work, name="metrics", daemon=True)
        sending.start()
        sending.join(patience)
        if sending.is_alive():
            problem.append(f"no answer within {patience} s")
        log("metrics", sent=not problem, values=_totals(data), **({"error": problem[0]} if problem else {}))
    except Exception as error:
        log("metrics", sent=False, error=f"{type(error).__name__}: {error}")


def _totals(data: Sequence[Mapping[str, Any]]) -> Mapping[str, Mapping[str, int]]:
    """Sums by `domain`, `domain/pipeline` and `domain/pipeline/table`."""
    totals: dict[str, dict[str, int]] = {}
    for datum in data:
        level = "/".join(d["Value"] for d in datum["Dimensions"])
        totals.setdefault(level, {})[datum["MetricName"]] = datum["StatisticValues"]["Sum"]
    return totals
