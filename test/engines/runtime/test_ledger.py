"""One behaviour, two stores: a DuckDB file, and DynamoDB against moto."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest
from lakewright_runtime.errors import ClaimRefused, LeaseLost
from lakewright_runtime.ledger import ClaimRequest, InputVersion, Measured, SourceFile
from lakewright_runtime.ledger.duckdb_file import DuckDbLedger
from lakewright_runtime.ledger.dynamodb import LEASE_SECONDS, DynamoDbLedger
from lakewright_runtime.ledger.schema import LEDGER_SCHEMA
from moto import mock_aws

DAY = datetime(2026, 1, 1, tzinfo=UTC)
REQUEST = ClaimRequest(
    task="sales/silver.orders",
    table="silver.orders",
    interval_start=DAY,
    interval_end=DAY + timedelta(days=1),
    restate=False,
    plan_digest="p",
    semantic_digest="s1:s",
    payload_digest="y",
)
MEASURED = Measured({"accepted": 2}, [{"rule": "r", "severity": "error", "rows": 1}], {"commit": 3})


class Store:
    """A place for ledgers; `open` is what a new process does, `later` lets time pass."""

    def __init__(self) -> None:
        self.clock = DAY + timedelta(days=30)

    def now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def later(self, seconds: int) -> None:
        self.clock += timedelta(seconds=seconds)


class DuckDbStore(Store):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.last: DuckDbLedger | None = None

    def open(self, session: str) -> DuckDbLedger:
        # The file is one process's at a time.
        if self.last is not None:
            self.last.close()
        self.last = DuckDbLedger(self.path, session=session, seed="seed", now=self.now)
        return self.last


class DynamoDbStore(Store):
    def __init__(self) -> None:
        super().__init__()
        self.client = boto3.client("dynamodb", region_name="eu-central-1")
        self.client.create_table(
            TableName="ledger",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
        )

    def open(self, session: str) -> DynamoDbLedger:
        return DynamoDbLedger(self.client, "ledger", session=session, seed="seed", now=self.now)


@pytest.fixture(params=["duckdb", "dynamodb"])
def store(request, tmp_path, monkeypatch):
    if request.param == "duckdb":
        yield DuckDbStore(str(tmp_path / "ledger.duckdb"))
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        yield DynamoDbStore()


def test_a_first_claim_is_generation_one(store):
    attempt = store.open("a").claim(REQUEST)
    assert (attempt.generation, attempt.resumed, attempt.inputs, attempt.files) == (1, False, None, None)
    assert re.fullmatch("[0-9a-f]{32}", attempt.run_id)


def test_what_has_succeeded_is_not_claimed_again_unless_it_is_restated(store):
    ledger = store.open("a")
    ledger.succeed(ledger.claim(REQUEST), MEASURED, recovered=False)
    again = store.open("b")
    assert again.claim(REQUEST) is None
    assert again.claim(replace(REQUEST, restate=True)).generation == 2


def test_a_dead_process_leaves_an_attempt_that_the_next_one_resumes_as_it_was(store):
    dead = store.open("a")
    attempt = dead.claim(REQUEST)
    dead.record_inputs(attempt, [InputVersion("bronze.orders", 7)])
    dead.record_files(attempt, [SourceFile("b.csv", "e2", 2), SourceFile("a.csv", "e1", 1)])
    store.later(LEASE_SECONDS + 10)
    resumed = store.open("b").claim(REQUEST)
    assert resumed.resumed
    assert (resumed.generation, resumed.run_id, resumed.run_at) == (1, attempt.run_id, attempt.run_at)
    assert resumed.inputs == [InputVersion("bronze.orders", 7)]
    assert resumed.files == [SourceFile("a.csv", "e1", 1), SourceFile("b.csv", "e2", 2)]


def test_a_failed_attempt_is_followed_by_the_next_generation_and_gives_its_files_back(store):
    ledger = store.open("a")
    attempt = ledger.claim(REQUEST)
    ledger.record_files(attempt, [SourceFile("a.csv", "e1", 1)])
    ledger.fail(attempt, MEASURED, "no")
    after = store.open("b")
    second = after.claim(REQUEST)
    assert (second.generation, second.resumed, second.files) == (2, False, None)
    other = after_interval(store.open("c"), days=1)
    assert other[0].files_of_others(other[1]) == frozenset()


def after_interval(ledger, days):
    start = DAY + timedelta(days=days)
    request = replace(REQUEST, task=REQUEST.task, table=f"t{days}", interval_start=start, interval_end=start)
    return ledger, ledger.claim(request)


def test_files_belong_to_one_interval_and_a_restatement_reads_them_again(store):
    ledger = store.open("a")
    attempt = ledger.claim(REQUEST)
    ledger.record_files(attempt, [SourceFile("a.csv", "e1", 1)])
    assert ledger.files_of_others(attempt) == frozenset()
    ledger.succeed(attempt, MEASURED, recovered=False)
    _, other = after_interval(ledger, days=1)
    assert ledger.files_of_others(other) == frozenset({("a.csv", "e1")})
    restated = store.open("b").claim(replace(REQUEST, restate=True))
    assert restated.files == [SourceFile("a.csv", "e1", 1)]


def test_a_table_has_one_writer(store):
    ledger = store.open("a")
    ledger.claim(REQUEST)
    with pytest.raises(ClaimRefused):
        ledger.claim(replace(REQUEST, task="sales/other"))


def test_the_lease_is_given_back(store):
    ledger = store.open("a")
    ledger.fail(ledger.claim(REQUEST), MEASURED, "no")
    assert ledger.claim(replace(REQUEST, task="sales/other")) is not None


def test_a_heartbeat_finds_out_that_the_lease_is_gone(store):
    ledger = store.open("a")
    attempt = ledger.claim(REQUEST)
    ledger.heartbeat(attempt)
    store.later(LEASE_SECONDS + 10)
    other = store.open("b")
    other.claim(REQUEST)
    late = store.open("a")
    with pytest.raises(LeaseLost):
        late.heartbeat(attempt)


def test_on_dynamodb_a_live_process_is_not_robbed(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        store = DynamoDbStore()
        first = store.open("a")
        attempt = first.claim(REQUEST)
        store.later(LEASE_SECONDS - 30)
        first.heartbeat(attempt)
        store.later(LEASE_SECONDS - 30)
        with pytest.raises(ClaimRefused, match="is running in another process"):
            store.open("b").claim(REQUEST)
        store.later(LEASE_SECONDS)
        assert store.open("b").claim(REQUEST).resumed
        with pytest.raises(LeaseLost):
            first.succeed(attempt, MEASURED, recovered=False)


def test_the_duckdb_schema_is_the_local_runners():
    source = Path(__file__).resolve().parents[3] / "pipelines" / "local" / "ledger_schema.ts"
    text = source.read_text()
    assert all(f"`{statement}`" in text for statement in LEDGER_SCHEMA)
