"""Delta tables at their locations: their making, their versions and the marks in their logs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lakewright_runtime.errors import CommitSkipped, SchemaDiffers
from lakewright_runtime.jvm import PATH, java_class, static_member
from lakewright_runtime.program import Column, Relation

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StructType

_DELTA_LOG = "org.apache.spark.sql.delta.DeltaLog"


class DeltaTable:
    """One table at one location."""

    def __init__(self, spark: SparkSession, table: str, location: str) -> None:
        self._spark = spark
        self.table = table
        self.location = location

    @property
    def sql_name(self) -> str:
        """As a statement names it."""
        return "delta.`" + self.location.replace("`", "``") + "`"

    def pinned_name(self, version: int) -> str:
        """The table as of a version."""
        return "delta.`" + self.location.replace("`", "``") + f"@v{version}`"

    def exists(self) -> bool:
        """Whether there is a Delta log at the location."""
        return bool(self._snapshot().version() >= 0)

    def version(self) -> int:
        """The latest version, read from the log."""
        return int(self._snapshot().version())

    def is_empty(self) -> bool:
        """Whether the latest version has no data files."""
        return bool(self._snapshot().numOfFiles() == 0)

    def mark(self, writer: str) -> int | None:
        """The generation that `writer` committed last: `txnVersion` of its `txnAppId`."""
        found = self._snapshot().transactions().get(writer)
        return int(found.get()) if found.isDefined() else None

    def commit_details(self, writer: str, generation: int) -> Mapping[str, Any] | None:
        """What a commit of ours wrote into its `userMetadata`; None when the history no longer has it."""
        history = self._spark.sql(f"DESCRIBE HISTORY {self.sql_name}").select("userMetadata")
        for row in history.where("userMetadata IS NOT NULL").toLocalIterator():
            try:
                details = json.loads(row[0])
            except ValueError:
                continue
            if isinstance(details, dict) and details.get("writer") == writer:
                found: dict[str, Any] = details
                if found.get("generation") == generation and found.get("mark") is True:
                    return found
        return None

    def was_committed(self, after: int, latest: int, details: str) -> bool:
        """Whether one of the commits after version `after`, up to `latest`, carries exactly these details.

        Then this process wrote it.
        """
        log = static_member(self._spark, _DELTA_LOG, "forTable")(self._spark._jsparkSession, self.location)
        for version in range(after + 1, latest + 1):
            path = java_class(self._spark, PATH)(f"{self.location}/_delta_log/{version:020d}.json")
            lines = log.store().read(path, log.newDeltaHadoopConf()).iterator()
            while lines.hasNext():
                action = json.loads(lines.next())
                if action.get("commitInfo", {}).get("userMetadata") == details:
                    return True
        return False

    def write_mark(self, writer: str, generation: int, details: str) -> None:
        """A commit that changes no row and carries the mark: for statements that found nothing to change."""
        empty = self._spark.read.format("delta").load(self.location).limit(0)
        options = {"txnAppId": writer, "txnVersion": str(generation), "userMetadata": details}
        empty.write.format("delta").mode("append").options(**options).save(self.location)

    def require_newer(self, writer: str, generation: int) -> None:
        """Delta skips, without a word, a write whose generation is not above the one it knows."""
        known = self.mark(writer)
        if known is not None and known >= generation:
            raise CommitSkipped(
                f"{self.table} at {self.location} has generation {known} of {writer}, this run has {generation}: the "
                "ledger is older than the table; restore the ledger, or restate the interval after recovering it",
                table=self.table,
                found=known,
                generation=generation,
            )

    def ensure(self, relation: Relation) -> bool:
        """Makes the table as the relation says, or adds the columns that it lacks. True when anything changed.

        Raises SchemaDiffers where more than adding nullable columns would be needed.
        """
        snapshot = self._snapshot()
        if snapshot.version() < 0:
            self._create(relation)
            return True
        return self._add_columns(relation, self._columns_of(snapshot))

    def columns(self) -> Sequence[Column]:
        """The table's columns as they are in storage."""
        return self._columns_of(self._snapshot())

    def _create(self, relation: Relation) -> None:
        columns = ", ".join(f"{_quoted(c.name)} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in relation.columns)
        parts = ", ".join(_quoted(c) for c in relation.partition_by)
        partitioned = f" PARTITIONED BY ({parts})" if parts else ""
        self._spark.sql(f"CREATE TABLE IF NOT EXISTS {self.sql_name} ({columns}) USING DELTA{partitioned}")

    def _add_columns(self, relation: Relation, found: Sequence[Column]) -> bool:
        wanted = {c.name: c for c in relation.columns}
        for column in found:
            expected = wanted.get(column.name)
            if expected is None:
                raise SchemaDiffers(
                    f"{self.table} at {self.location} has a column '{column.name}' that its contract lacks",
                    table=self.table,
                    column=column.name,
                )
            if expected.type != column.type:
                raise SchemaDiffers(
                    f"{self.table}.{column.name} is {column.type} at {self.location}, not {expected.type}",
                    table=self.table,
                    column=column.name,
                )
        have = {c.name for c in found}
        added, before = [], None
        for column in relation.columns:
            if column.name not in have:
                if not column.nullable:
                    raise SchemaDiffers(
                        f"{self.table}.{column.name} is new and not nullable: rows that are there have no value for it",
                        table=self.table,
                        column=column.name,
                    )
                place = "FIRST" if before is None else f"AFTER {_quoted(before)}"
                added.append(f"{_quoted(column.name)} {column.type} {place}")
            before = column.name
        for column_text in added:
            self._spark.sql(f"ALTER TABLE {self.sql_name} ADD COLUMNS ({column_text})")
        return bool(added)

    def _columns_of(self, snapshot: Any) -> Sequence[Column]:  # noqa: ANN401 - an object of the JVM
        from pyspark.sql.types import StructType

        schema: StructType = StructType.fromJson(json.loads(snapshot.schema().json()))
        return [Column(f.name, f.dataType.simpleString(), f.nullable) for f in schema.fields]

    def _snapshot(self) -> Any:  # noqa: ANN401 - an object of the JVM
        """The latest one: looks into the log."""
        look = static_member(self._spark, _DELTA_LOG, "forTableWithSnapshot")
        return look(self._spark._jsparkSession, self.location)._2()


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
