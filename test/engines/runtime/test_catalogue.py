from __future__ import annotations

import boto3
import pytest
from lakewright_runtime.bindings import TableBinding
from lakewright_runtime.catalogue import GlueCatalogue
from lakewright_runtime.program import Column, Relation
from moto import mock_aws

BINDING = TableBinding("s3://lake/silver/orders", "shop_silver", "orders")
COLUMNS = (Column("order_id", "string", False), Column("amount", "decimal(12,2)", True))


@pytest.fixture
def glue(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("glue", region_name="eu-central-1")
        client.create_database(DatabaseInput={"Name": "shop_silver"})
        yield client


def relation(*columns):
    return Relation("target", "silver.orders", columns, ())


def calls(client, run):
    """The names of the requests that `run` makes."""
    made = []
    client.meta.events.register("before-call.glue", lambda model, **_: made.append(model.name))
    run()
    return made


def test_a_table_that_is_not_there_is_made(glue):
    made = calls(glue, lambda: GlueCatalogue(glue).register(BINDING, relation(*COLUMNS), changed=True))
    assert made == ["GetTable", "CreateTable"]
    table = glue.get_table(DatabaseName="shop_silver", Name="orders")["Table"]
    assert table["StorageDescriptor"]["Location"] == "s3://lake/silver/orders"
    assert [(c["Name"], c["Type"]) for c in table["StorageDescriptor"]["Columns"]] == [
        ("order_id", "string"),
        ("amount", "decimal(12,2)"),
    ]
    assert table["Parameters"]["table_type"] == "DELTA"


def test_a_table_that_is_as_it_should_be_is_left_alone(glue):
    GlueCatalogue(glue).register(BINDING, relation(*COLUMNS), changed=True)
    made = calls(glue, lambda: GlueCatalogue(glue).register(BINDING, relation(*COLUMNS), changed=False))
    assert made == ["GetTable"]


def test_a_table_that_differs_is_updated(glue):
    GlueCatalogue(glue).register(BINDING, relation(*COLUMNS), changed=True)
    wider = relation(*COLUMNS, Column("note", "string", True))
    assert calls(glue, lambda: GlueCatalogue(glue).register(BINDING, wider, changed=False)) == [
        "GetTable",
        "UpdateTable",
    ]


def test_a_table_without_a_database_is_not_registered(glue):
    nowhere = TableBinding("s3://lake/silver/orders", None, "orders")
    assert calls(glue, lambda: GlueCatalogue(glue).register(nowhere, relation(*COLUMNS), changed=True)) == []
