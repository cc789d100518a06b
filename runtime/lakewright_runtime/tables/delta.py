"""Delta tables at their locations: their making, their versions and the marks in their logs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lakewright_runtime.errors import CommitSkipped
from lakewright_runtime.jvm import PATH, java_class, static_member
from lakewright_runtime.program import Column, Relation, Statement
from lakewright_runtime.tables.columns import added_columns, column_list, partitioning
from lakewright_runtime.tables.interface import Commit, Mark
from lakewright_runtime.tables.traces import refuse_other_format

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StructType

_DELTA_LOG = "org.apache.spark.sql.delta.DeltaLog"
#: What a commit says of itself.
_DETAILS = "spark.databricks.delta.commitInfo.userMetadata"


class DeltaTable:
    """One table at one location."""

    format = "delta"
    #: The runtime shows it in the catalogue.
    shows_itself = False

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

    def commit(self, commit: Commit) -> None:
        """A statement is a commit of Delta, and there is one."""
        (statement,) = commit.statements
        settings = {} if commit.details is None else {_DETAILS: commit.details}
        if commit.mark is None:
            commit.execute(statement, self.sql_name, settings)
        else:
            self._commit_marked(statement, commit, commit.mark, settings)

    def _commit_marked(self, statement: Statement, commit: Commit, mark: Mark, settings: Mapping[str, str]) -> None:
        """That the commit was written, and by us, is looked up in the table's log: Delta may skip it in silence."""
        before, details = self.version(), commit.details or ""
        own = {
            "spark.databricks.delta.write.txnAppId": mark.writer,
            "spark.databricks.delta.write.txnVersion": str(mark.generation),
        }
        commit.execute(statement, self.sql_name, {**settings, **own})
        latest = self.version()
        if latest == before:
            # The statement found nothing to change, so Delta made no commit.
            self._write_mark(mark, details)
            latest = self.version()
        if not self._was_committed(before, latest, details):
            raise CommitSkipped(
                f"{mark.task}: the commit of generation {mark.generation} is not in the log of {self.location} after "
                f"version {before}",
                task=mark.task,
                generation=mark.generation,
            )

    def _was_committed(self, after: int, latest: int, details: str) -> bool:
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

    def _write_mark(self, mark: Mark, details: str) -> None:
        """A commit that changes no row and carries the mark: for statements that found nothing to change."""
        empty = self._spark.read.format("delta").load(self.location).limit(0)
        options = {"txnAppId": mark.writer, "txnVersion": str(mark.generation), "userMetadata": details}
        empty.write.format("delta").mode("append").options(**options).save(self.location)

    def ensure(self, relation: Relation) -> bool:
        """Makes the table as the relation says, or adds the columns that it lacks. True when anything changed.

        Raises SchemaDiffers where more than adding nullable columns would be needed.
        """
        snapshot = self._snapshot()
        if snapshot.version() < 0:
            refuse_other_format(self._spark, self)
            self._create(relation)
            return True
        added = added_columns(self, relation, self._columns_of(snapshot))
        for column in added:
            self._spark.sql(f"ALTER TABLE {self.sql_name} ADD COLUMNS ({column})")
        return bool(added)

    def columns(self) -> Sequence[Column]:
        """The table's columns as they are in storage."""
        return self._columns_of(self._snapshot())

    def _create(self, relation: Relation) -> None:
        definition = f"({column_list(relation)}) USING DELTA{partitioning(relation)}"
        self._spark.sql(f"CREATE TABLE IF NOT EXISTS {self.sql_name} {definition}")

    def _columns_of(self, snapshot: Any) -> Sequence[Column]:  # noqa: ANN401 - an object of the JVM
        from pyspark.sql.types import StructType

        schema: StructType = StructType.fromJson(json.loads(snapshot.schema().json()))
        return [Column(f.name, f.dataType.simpleString(), f.nullable) for f in schema.fields]

    def _snapshot(self) -> Any:  # noqa: ANN401 - an object of the JVM
        """The latest one: looks into the log."""
        look = static_member(self._spark, _DELTA_LOG, "forTableWithSnapshot")
        return look(self._spark._jsparkSession, self.location)._2()
