"""Chooses an interval's files, reads them and says what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from lakewright_runtime.errors import SourceFailed
from lakewright_runtime.ingest.listing import FilePattern, file_pattern, list_files
from lakewright_runtime.ingest.parquet import parquet_records
from lakewright_runtime.ingest.text import text_records
from lakewright_runtime.ledger import Attempt, Ledger, SourceFile
from lakewright_runtime.program import IngestSource

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True)
class Ingested:
    #: The candidates, and for each file a row with nothing but `_seen`.
    records: DataFrame
    candidates: DataFrame
    count: Callable[[], Mapping[str, int]]


def ingest_files(
    spark: SparkSession, source: IngestSource, parameters: Mapping[str, str], attempt: Attempt, ledger: Ledger
) -> Ingested:
    """The records of the attempt's files: those recorded for its interval, or those that no other interval has read.

    Raises SourceFailed when a recorded file is gone or changed, or a file cannot be read.
    """
    pattern = file_pattern(source.path, parameters)
    files = _files(pattern, attempt, ledger)
    records = (parquet_records if source.format == "parquet" else text_records)(spark, source, pattern.root, files)

    def count() -> Mapping[str, int]:
        row = records.selectExpr(
            "coalesce(sum(_seen), 0) AS seen",
            "count(CASE WHEN _seen IS NULL THEN 1 END) AS landed",
            "count(CASE WHEN _seen IS NULL AND _corrupt IS NOT NULL THEN 1 END) AS corrupt",
        ).collect()[0]
        return {
            "source_files": len(files),
            "source_seen": int(row["seen"]),
            "source_landed": int(row["landed"]),
            "source_corrupt": int(row["corrupt"]),
            "source_rejected": 0,
        }

    return Ingested(records, records.where("_seen IS NULL").drop("_seen"), count)


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
