from __future__ import annotations

import threading
from types import SimpleNamespace

import boto3
import pytest
from lakewright_runtime.bindings import MetricsBinding
from lakewright_runtime.ledger import Measured
from lakewright_runtime.metrics import UNITS, metric_data, put_metric_data, report, values_of
from lakewright_runtime.task_run import Outcome
from moto import mock_aws

BINDING = MetricsBinding("Lakewright/acme-dev", "eu-central-1", frozenset({"silver.orders"}))
TASKS = {
    "land": SimpleNamespace(pipeline="sales", writes="bronze.orders"),
    "orders": SimpleNamespace(pipeline="sales", writes="silver.orders"),
    "report": SimpleNamespace(pipeline="reports", writes="gold.revenue"),
}
BUNDLE = SimpleNamespace(domain="shop", task=TASKS.__getitem__)
LANDED = {"source_seen": 12, "source_rejected": 2, "candidates": 10, "inserted": 10, "updated": 0, "quarantined": 0}
MERGED = {"candidates": 10, "inserted": 5, "updated": 3, "deleted": 0, "quarantined": 2}
OUTCOMES = [
    Outcome("land", "succeeded", Measured(LANDED), milliseconds=40),
    Outcome("orders", "recovered", Measured(MERGED), milliseconds=60),
    Outcome("report", "failed", Measured(MERGED), "broken", 1, milliseconds=7),
]


def sums(data):
    return {
        ("/".join(d["Value"] for d in datum["Dimensions"]), datum["MetricName"]): datum["StatisticValues"]["Sum"]
        for datum in data
    }


def reported(outcomes=OUTCOMES, binding=BINDING, **options):
    lines = []
    report(outcomes, BUNDLE, binding, lambda event, **fields: lines.append((event, fields)), **options)
    return lines


def test_rows_and_tasks_are_summed_by_domain_by_pipeline_and_by_the_tables_that_are_named():
    found = sums(metric_data(OUTCOMES, BUNDLE, BINDING))
    assert {key: value for key, value in found.items() if key[0] == "shop/sales"} == {
        ("shop/sales", "TasksSucceeded"): 2,
        ("shop/sales", "TaskDuration"): 100,
        ("shop/sales", "RowsIn"): 22,
        ("shop/sales", "RowsInserted"): 15,
        ("shop/sales", "RowsUpdated"): 3,
        ("shop/sales", "RowsQuarantined"): 2,
        ("shop/sales", "RowsRejected"): 2,
    }
    assert found["shop", "TasksSucceeded"] == 2
    assert found["shop", "TasksFailed"] == 1
    assert {level for level, _ in found} == {"shop", "shop/sales", "shop/reports", "shop/sales/silver.orders"}
    assert found["shop/sales/silver.orders", "RowsIn"] == 10


def test_a_task_that_failed_has_written_no_rows():
    assert values_of(OUTCOMES[2]) == {"TasksFailed": 1, "TaskDuration": 7}
    assert values_of(Outcome("report", "blocked")) == {"TasksFailed": 1}
    assert values_of(Outcome("report", "skipped")) == {}


def test_zeros_are_not_sent_and_every_value_has_a_unit():
    data = metric_data(OUTCOMES, BUNDLE, BINDING)
    assert all(datum["StatisticValues"]["Sum"] > 0 for datum in data)
    assert {name for outcome in OUTCOMES for name in values_of(outcome)} == set(UNITS)
    durations = [d["StatisticValues"] for d in data if (d["MetricName"], len(d["Dimensions"])) == ("TaskDuration", 1)]
    assert durations == [{"SampleCount": 3, "Sum": 107, "Minimum": 7, "Maximum": 60}]


def test_cloudwatch_has_them(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        assert reported() == [("metrics", {"sent": True, "values": reported(send=lambda *_: None)[0][1]["values"]})]
        client = boto3.client("cloudwatch", region_name="eu-central-1")
        metrics = client.list_metrics(Namespace="Lakewright/acme-dev")["Metrics"]
        assert len(metrics) == len(metric_data(OUTCOMES, BUNDLE, BINDING))
        assert {tuple(d["Name"] for d in metric["Dimensions"]) for metric in metrics} == {
            ("Domain",),
            ("Domain", "Pipeline"),
            ("Domain", "Pipeline", "Table"),
        }


def test_more_than_a_request_takes_goes_in_several(monkeypatch):
    sizes = []
    client = SimpleNamespace(put_metric_data=lambda Namespace, MetricData: sizes.append(len(MetricData)))
    monkeypatch.setattr("lakewright_runtime.metrics.aws_client", lambda *_: client)
    put_metric_data(BINDING, [{}] * 1001)
    assert sizes == [1000, 1]


def test_nobody_is_asked_where_the_bindings_ask_for_no_metrics():
    sent = []
    assert reported(binding=None, send=lambda *given: sent.append(given)) == []
    assert reported([Outcome("orders", "skipped")], send=lambda *given: sent.append(given)) == []
    assert sent == []


@pytest.mark.parametrize("error", [ValueError("refused"), SystemExit("ended")])
def test_what_is_not_taken_is_logged_with_its_values_and_fails_nothing(error):
    def send(*_):
        raise error

    ((event, fields),) = reported(send=send)
    assert (event, fields["sent"], fields["error"]) == ("metrics", False, f"{type(error).__name__}: {error}")
    assert fields["values"]["shop/sales"]["RowsIn"] == 22


def test_no_answer_is_not_waited_for():
    released = threading.Event()
    ((_, fields),) = reported(send=lambda *_: released.wait(), patience=0.01)
    assert not released.is_set()
    released.set()
    assert (fields["sent"], fields["error"]) == (False, "no answer within 0.01 s")


def test_outcomes_that_make_no_sense_fail_nothing():
    assert reported([Outcome("unknown", "failed")]) == [("metrics", {"sent": False, "error": "KeyError: 'unknown'"})]
