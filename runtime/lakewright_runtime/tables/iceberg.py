"""Iceberg tables in a catalogue. A commit is written to a branch first, and published with its mark in one step."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lakewright_runtime.errors import CommitSkipped
from lakewright_runtime.jvm import static_member
from lakewright_runtime.program import Column, Relation
from lakewright_runtime.tables.columns import added_columns, column_list, partitioning, quoted
from lakewright_runtime.tables.interface import NO_VERSION, Commit
from lakewright_runtime.tables.traces import refuse_other_format

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Where a commit grows. One writer at a time has the table's lease, so one name does; a dead run's is taken over.
_BRANCH = "lakewright"
#: The one that readers see.
_MAIN = "main"
#: Keys in the summary of a snapshot.
_WRITER, _GENERATION, _DETAILS = "lakewright.writer", "lakewright.generation", "lakewright.details"


class IcebergTable:
    """One table under its name in a catalogue of the session."""

    format = "iceberg"
    #: Its catalogue is where its commits are made.
    shows_itself = True

    def __init__(self, spark: SparkSession, table: str, location: str, name: Sequence[str]) -> None:
        self._spark = spark
        self._catalogue = name[0]
        self._name = ".".join(quoted(part) for part in name)
        self.table = table
        self.location = location

    @property
    def sql_name(self) -> str:
        """As a statement names it."""
        return self._name

    def pinned_name(self, version: int) -> str:
        """The table as of a snapshot."""
        return f"{self._name} VERSION AS OF {version}"

    def version(self) -> int:
        """The id of the current snapshot."""
        return _current(self._metadata())

    def is_empty(self) -> bool:
        """Whether the current snapshot has no data files."""
        for summary in _summaries(self._metadata()):
            return summary.get("total-data-files") == "0"
        return True

    def columns(self) -> Sequence[Column]:
        """The table's columns as they are in storage."""
        fields = self._spark.table(self._name).schema.fields
        return [Column(f.name, f.dataType.simpleString(), f.nullable) for f in fields]

    def ensure(self, relation: Relation) -> bool:
        """Makes the table as the relation says, or adds the columns that it lacks. True when anything changed."""
        if self._open() is None:
            refuse_other_format(self._spark, self)
            self._create(relation)
            return True
        added = added_columns(self, relation, self.columns())
        for column in added:
            self._spark.sql(f"ALTER TABLE {self._name} ADD COLUMNS ({column})")
        return bool(added)

    def mark(self, writer: str) -> int | None:
        """The generation that `writer` committed last, as long as its snapshot has not expired."""
        for summary in _summaries(self._metadata()):
            if summary.get(_WRITER) == writer:
                return int(summary[_GENERATION])
        return None

    def commit_details(self, writer: str, generation: int) -> Mapping[str, Any] | None:
        """What a marked commit said of itself."""
        for summary in _summaries(self._metadata()):
            if summary.get(_WRITER) == writer and summary.get(_GENERATION) == str(generation):
                details: Mapping[str, Any] = json.loads(summary[_DETAILS])
                return details
        return None

    def commit(self, commit: Commit) -> None:
        """Statements of Spark cannot carry the mark, so the snapshot that is published with them does."""
        before = self._begin()
        for statement in commit.statements:
            commit.execute(statement, f"{self._name}.`branch_{_BRANCH}`", {})
        commit.written()
        self._publish(commit, before)

    def _begin(self) -> int:
        """Puts the branch where readers are, whatever a dead run left there."""
        table = self._existing()
        if table.currentSnapshot() is None:
            # A branch begins at a snapshot.
            table.newAppend().commit()
        current: int = table.currentSnapshot().snapshotId()
        change = table.manageSnapshots()
        if table.refs().containsKey(_BRANCH):
            change = change.replaceBranch(_BRANCH, current)
        else:
            change = change.createBranch(_BRANCH, current)
        change.commit()
        return current

    def _publish(self, commit: Commit, before: int) -> None:
        """One change of the table's metadata: the marked snapshot, readers moved to it, the branch gone."""
        table = self._existing()
        if table.currentSnapshot().snapshotId() != before:
            raise CommitSkipped(
                f"{self.table} at {self.location} was written by somebody else during this run: its snapshot is "
                f"{table.currentSnapshot().snapshotId()}, and was {before}; nothing of this run is in it",
                table=self.table,
            )
        transaction = table.newTransaction()
        summary = {} if commit.details is None else {_DETAILS: commit.details}
        if commit.mark is not None:
            summary.update({_WRITER: commit.mark.writer, _GENERATION: str(commit.mark.generation)})
        if summary:
            snapshot = transaction.newAppend()
            for key, value in summary.items():
                snapshot = snapshot.set(key, value)
            snapshot.toBranch(_BRANCH).commit()
        transaction.manageSnapshots().fastForwardBranch(_MAIN, _BRANCH).removeBranch(_BRANCH).commit()
        transaction.commitTransaction()

    def _create(self, relation: Relation) -> None:
        definition = f"({column_list(relation)}) USING ICEBERG{partitioning(relation)}"
        location = self.location.replace("\\", "\\\\").replace("'", "\\'")
        self._spark.sql(f"CREATE TABLE IF NOT EXISTS {self._name} {definition} LOCATION '{location}'")

    def _open(self) -> Any | None:  # noqa: ANN401 - an object of the JVM
        """The table as the library has it, read anew; None where the catalogue has none."""
        from pyspark.errors import AnalysisException

        # The library takes a catalogue that cannot be set up for a part of the name; Spark says what is wrong with it.
        self._spark._jsparkSession.sessionState().catalogManager().catalog(self._catalogue)
        load = static_member(self._spark, "org.apache.iceberg.spark.Spark3Util", "loadIcebergTable")
        try:
            table = load(self._spark._jsparkSession, self._name)
        except AnalysisException as error:
            if error.getErrorClass() == "TABLE_OR_VIEW_NOT_FOUND":
                return None
            raise
        # The catalogue may have kept it from before.
        table.refresh()
        return table

    def _existing(self) -> Any:  # noqa: ANN401 - an object of the JVM
        table = self._open()
        if table is None:
            raise CommitSkipped(f"{self.table} is no longer in the catalogue as {self._name}", table=self.table)
        return table

    def _metadata(self) -> Mapping[str, Any] | None:
        """The table's metadata as its file has it: one call of the JVM for everything."""
        table = self._open()
        if table is None:
            return None
        text = static_member(self._spark, "org.apache.iceberg.TableMetadataParser", "toJson")
        metadata: Mapping[str, Any] = json.loads(text(table.operations().current()))
        return metadata


def _current(metadata: Mapping[str, Any] | None) -> int:
    found = None if metadata is None else metadata.get("current-snapshot-id")
    return NO_VERSION if found is None else int(found)


def _summaries(metadata: Mapping[str, Any] | None) -> Iterator[Mapping[str, str]]:
    """Of the snapshots that led to the current one, the latest first."""
    if metadata is None:
        return
    snapshots = {s["snapshot-id"]: s for s in metadata.get("snapshots", ())}
    snapshot = snapshots.get(_current(metadata))
    while snapshot is not None:
        yield snapshot.get("summary", {})
        snapshot = snapshots.get(snapshot.get("parent-snapshot-id"))
