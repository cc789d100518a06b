"""Registers tables in the Glue catalogue, so that Athena and others find them; Spark itself goes by location."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from lakewright_runtime.aws import aws_client
from lakewright_runtime.bindings import TableBinding
from lakewright_runtime.program import Relation


class Catalogue(Protocol):
    def register(self, binding: TableBinding, relation: Relation, *, changed: bool) -> None:
        """Makes the catalogue show the relation. `changed`: the table was made or altered just now."""
        ...


class NoCatalogue:
    def register(self, binding: TableBinding, relation: Relation, *, changed: bool) -> None:
        """There is none."""


class GlueCatalogue:
    """AWS Glue's data catalogue; one look-up per table and process, writes only for what is new or different."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - boto3 makes its clients at run time
        self._client = client
        self._shown: set[tuple[str, str]] = set()

    def register(self, binding: TableBinding, relation: Relation, *, changed: bool) -> None:
        if binding.database is None:
            return
        key = (binding.database, binding.name)
        if key in self._shown and not changed:
            return
        wanted = table_input(binding, relation)
        found = self._find(*key)
        if found is None:
            self._client.create_table(DatabaseName=binding.database, TableInput=wanted)
        elif not _shows(found, wanted):
            self._client.update_table(DatabaseName=binding.database, TableInput=wanted)
        self._shown.add(key)

    def _find(self, database: str, name: str) -> Mapping[str, Any] | None:
        try:
            table: Mapping[str, Any] = self._client.get_table(DatabaseName=database, Name=name)["Table"]
        except self._client.exceptions.EntityNotFoundException:
            return None
        return table


def _shows(found: Any, wanted: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Whether what Glue holds has all that is wanted; Glue adds fields of its own."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(_shows(found.get(k), v) for k, v in wanted.items())
    if isinstance(wanted, list):
        same = isinstance(found, list) and len(found) == len(wanted)
        return same and all(_shows(f, w) for f, w in zip(found, wanted))
    return bool(found == wanted)


def table_input(binding: TableBinding, relation: Relation) -> Mapping[str, Any]:
    """What Glue is to hold of a Delta table: Athena reads the schema from the log, people from here."""
    return {
        "Name": binding.name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"table_type": "DELTA", "spark.sql.sources.provider": "delta", "EXTERNAL": "TRUE"},
        "StorageDescriptor": {
            "Columns": [{"Name": c.name.lower(), "Type": _hive_type(c.type)} for c in relation.columns],
            "Location": binding.location,
        },
        "PartitionKeys": [],
    }


def _hive_type(spark_type: str) -> str:
    return spark_type.replace("timestamp_ntz", "timestamp")


def open_catalogue(region: str | None) -> Catalogue:
    """The catalogue in a region; None: no catalogue."""
    if region is None:
        return NoCatalogue()
    return GlueCatalogue(aws_client("glue", region))
