"""Chooses an interval's files, reads them and says what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lakewright_runtime.errors import SourceFailed
from lakewright_runtime.ingest.listing import FilePattern, file_pattern, list_files
from lakewright_runtime.ingest.parquet import parquet_records
from lakewright_runtime.ingest.text import text_records
from lakewright_runtime.ledger import Attempt, Ledger, SourceFile
from lakewright_runtime.program import IngestSource

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True)
class FileRecords:
    """What files' records are, among rows of which the last of each file has nothing but `_seen`."""

    files: int

    def candidates(self, frame: DataFrame) -> DataFrame:
        """The rows that are records."""
        return frame.where("_seen IS NULL").drop("_seen")

    def counts(self, frame: DataFrame) -> Mapping[str, int]:
        """Records seen by the reader, rows that landed."""
        row = frame.selectExpr(
            "coalesce(sum(_seen), 0) AS seen",
            "count(CASE WHEN _seen IS NULL THEN 1 END) AS landed",
            "count(CASE WHEN _seen IS NULL AND _corrupt IS NOT NULL THEN 1 END) AS corrupt",
        ).collect()[0]
        return {
            "source_files": self.files,
            "source_seen": int(row["seen"]),
            "source_landed": int(row["landed"]),
            "source_corrupt": int(row["corrupt"]),
            "source_rejected": 0,
        }


@dataclass(frozen=True)
class Ingested:
    frame: DataFrame
    records: FileRecords


def ingest_files(
    spark: SparkSession, source: IngestSource, parameters: Mapping[str, str], attempt: Attempt, ledger: Ledger
) -> Ingested:
    """The records of the attempt's files: those recorded for its interval, or those that no other interval has read.

    Raises SourceFailed when a recorded file is gone or changed, or a file cannot be read.
    """
    pattern = file_pattern(source.path, parameters)
    files = _files(pattern, attempt, ledger)
    read = parquet_records if source.format == "parquet" else text_records
    return Ingested(read(spark, source, pattern.root, files), FileRecords(len(files)))


def _files(pattern: FilePattern, attempt: Attempt, ledger: Ledger) -> Sequence[SourceFile]:
    there = list_files(pattern)
    if attempt.files is not None:
        known = {f.path: f for f in there}
        for file in attempt.files:
            found = known.get(file.path)
            if found is None:
                raise SourceFailed(f"{file.path} was read by this interval before and is gone", file=file.path)
            if found.etag != file.etag:
                raise SourceFailed(f"{file.path} was read by this interval before and has changed", file=file.path)
        return attempt.files
    taken = ledger.files_of_others(attempt)
    fresh = [f for f in there if (f.path, f.etag) not in taken]
    ledger.record_files(attempt, fresh)
    return fresh
