"""Where a Plan's things are in one environment (pipelines/plan/bindings.ts)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

from lakewright_runtime.errors import BindingMissing, WrongUsage
from lakewright_runtime.files import read_bytes


@dataclass(frozen=True)
class TableBinding:
    #: A URI without a trailing slash, or a folder.
    location: str
    #: The catalogue's database; None where no catalogue is kept.
    database: str | None
    name: str


@dataclass(frozen=True)
class DuckDbLedgerBinding:
    path: str


@dataclass(frozen=True)
class DynamoDbLedgerBinding:
    table: str
    region: str


@dataclass(frozen=True)
class MetricsBinding:
    """CloudWatch takes the metrics of jobs."""

    namespace: str
    region: str
    #: Those that have metrics of their own.
    tables: frozenset[str]


LedgerBinding = Union[DuckDbLedgerBinding, DynamoDbLedgerBinding]


@dataclass(frozen=True)
class Bindings:
    environment: str
    tables: Mapping[str, TableBinding]
    parameters: Mapping[str, str]
    ledger: LedgerBinding
    #: The region of the Glue catalogue that tables are registered in; None where no catalogue is kept.
    glue_region: str | None
    #: Spark's name of the catalogue that Iceberg tables are in; None where there are none.
    iceberg_catalogue: str | None = None
    #: None: nobody asked for metrics.
    metrics: MetricsBinding | None = None

    def table(self, table: str) -> TableBinding:
        """The binding of a table. That of `x__quarantine` or `x__changes` is derived from `x` when it has none."""
        found = self.tables.get(table)
        if found is not None:
            return found
        for suffix in ("__quarantine", "__changes"):
            base = self.tables.get(table[: -len(suffix)]) if table.endswith(suffix) else None
            if base is not None:
                return TableBinding(base.location + suffix, base.database, base.name + suffix)
        raise BindingMissing(f"the bindings of '{self.environment}' place no table '{table}'", table=table)


def read_bindings(uri: str) -> Bindings:
    """Reads and checks a bindings file."""
    try:
        value = json.loads(read_bytes(uri))
        return parse_bindings(value)
    except (ValueError, KeyError, TypeError) as error:
        raise WrongUsage(f"{uri} is no bindings file: {error!r}") from error


def parse_bindings(value: Mapping[str, Any]) -> Bindings:
    """From the JSON of a bindings file; another version is refused."""
    if value["version"] != 1:
        raise ValueError(f"version {value['version']}, expected 1")
    tables = {
        table: TableBinding(b["location"].rstrip("/"), b.get("database"), b["name"])
        for table, b in value["tables"].items()
    }
    ledger, catalogue = value["ledger"], value["catalogue"]
    return Bindings(
        environment=value["environment"],
        tables=tables,
        parameters=value["parameters"],
        ledger=_ledger(ledger),
        glue_region=catalogue["region"] if catalogue["kind"] == "glue" else None,
        iceberg_catalogue=value["iceberg"]["catalogue"] if "iceberg" in value else None,
        metrics=_metrics(value["metrics"]) if "metrics" in value else None,
    )


def _metrics(value: Mapping[str, Any]) -> MetricsBinding:
    if value["kind"] != "cloudwatch":
        raise ValueError(f"metrics of kind '{value['kind']}', expected cloudwatch")
    return MetricsBinding(value["namespace"], value["region"], frozenset(value["tables"]))


def _ledger(value: Mapping[str, str]) -> LedgerBinding:
    if value["kind"] == "duckdb":
        return DuckDbLedgerBinding(value["path"])
    if value["kind"] == "dynamodb":
        return DynamoDbLedgerBinding(value["table"], value["region"])
    raise ValueError(f"a ledger of kind '{value['kind']}', expected duckdb or dynamodb")
