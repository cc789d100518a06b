"""Opens the ledger that the bindings name."""

from __future__ import annotations

from datetime import datetime
from typing import Callable

from lakewright_runtime.aws import aws_client
from lakewright_runtime.bindings import DuckDbLedgerBinding, LedgerBinding
from lakewright_runtime.ledger.interface import Ledger


def open_ledger(binding: LedgerBinding, *, session: str, seed: str, now: Callable[[], datetime]) -> Ledger:
    """A release has only one of the two clients, so each is imported where it is used."""
    if isinstance(binding, DuckDbLedgerBinding):
        from lakewright_runtime.ledger.duckdb_file import DuckDbLedger

        return DuckDbLedger(binding.path, session=session, seed=seed, now=now)
    from lakewright_runtime.ledger.dynamodb import DynamoDbLedger

    return DynamoDbLedger(aws_client("dynamodb", binding.region), binding.table, session=session, seed=seed, now=now)
