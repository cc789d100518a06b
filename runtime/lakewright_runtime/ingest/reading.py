"""Chooses an interval's files, reads them and says what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from lakewright_runtime.errors import SourceFailed
from lakewright_runtime.ingest.lines import LineFiles
from lakewright_runtime.ingest.listing import FilePattern, file_pattern, list_files
from lakewright_runtime.ingest.parquet import parquet_records
from lakewright_runtime.ingest.sql_text import quoted
from lakewright_runtime.ingest.text import typed_rows, whole_files
from lakewright_runtime.ledger import Attempt, Ledger, SourceFile
from lakewright_runtime.program import IngestSource
from lakewright_runtime.staging import Stage

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True)
class Ingested:
    #: The declared columns, `_rescued`, `_corrupt`, `_source_file`.
    frame: DataFrame
    #: Records seen by the readers, rows that landed.
    counts: Mapping[str, int]


def ingest_files(
    spark: SparkSession,
    source: IngestSource,
    parameters: Mapping[str, str],
    attempt: Attempt,
    ledger: Ledger,
    stage: Stage,
) -> Ingested:
    """The records of the attempt's files: those recorded for its interval, or those that no other interval has read.

    Raises SourceFailed when a recorded file is gone or changed, or a file cannot be read.
    """
    pattern = file_pattern(source.path, parameters)
    files = _files(pattern, attempt, ledger)
    parts: list[_Part] = []
    if source.format == "parquet":
        if files:
            parts.append(_counted(parquet_records(spark, source, pattern.root, files, stage)))
    elif files:
        parts.extend(_read_text(spark, source, pattern, files, stage))
    frames = [p.frame for p in parts] or [_nothing(spark, source)]
    counts = {
        "source_files": len(files),
        "source_seen": sum(p.seen for p in parts),
        "source_landed": sum(p.landed for p in parts),
        "source_corrupt": sum(p.corrupt for p in parts),
        "source_rejected": 0,
    }
    return Ingested(reduce(lambda left, right: left.unionAll(right), frames), counts)


@dataclass(frozen=True)
class _Part:
    frame: DataFrame
    seen: int
    landed: int
    corrupt: int


def _read_text(
    spark: SparkSession, source: IngestSource, pattern: FilePattern, files: Sequence[SourceFile], stage: Stage
) -> Iterator[_Part]:
    lines = LineFiles(spark, source, pattern.root, files)
    whole = lines.whole
    if lines.some:
        staged = stage("lw_lines", lines.frame())
        counts = lines.counts(staged)
        again = lines.reread(counts)
        passed_over = {f.path for f in again}
        kept = [c for path, c in counts.items() if path not in passed_over]
        landed = sum(c.records for c in kept)
        yield _Part(lines.records(staged, again), landed, landed, 0)
        careful = sum(c.careful for c in kept)
        if careful > 0:
            rows = typed_rows(spark, source, lines.careful(staged, again))
            yield replace(_counted(stage("lw_careful", rows)), seen=careful)
        whole = [*whole, *again]
        _require_unchanged(pattern, files)
    if whole:
        yield _counted(stage("lw_whole", whole_files(spark, source, pattern.root, whole)))


def _counted(staged: DataFrame) -> _Part:
    """Of rows of which the last of each file has nothing but `_seen`."""
    row = staged.selectExpr(
        "coalesce(sum(_seen), 0)",
        "count(CASE WHEN _seen IS NULL THEN 1 END)",
        "count(CASE WHEN _seen IS NULL AND _corrupt IS NOT NULL THEN 1 END)",
    ).collect()[0]
    seen, landed, corrupt = (int(v) for v in row)
    return _Part(staged.where("_seen IS NULL").drop("_seen"), seen, landed, corrupt)


def _nothing(spark: SparkSession, source: IngestSource) -> DataFrame:
    nulls = [f"CAST(NULL AS {c.type}) AS {quoted(c.name)}" for c in source.columns]
    texts = [f"CAST(NULL AS STRING) AS {name}" for name in ("_rescued", "_corrupt", "_source_file")]
    return spark.sql(f"SELECT {', '.join((*nulls, *texts))} WHERE false")


def _require_unchanged(pattern: FilePattern, files: Sequence[SourceFile]) -> None:
    """The files that were listed are those that were read by lines."""
    there = {f.path: f for f in list_files(pattern)}
    for file in files:
        if there.get(file.path) != file:
            raise SourceFailed(f"{file.path} changed while it was read", file=file.path)


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
