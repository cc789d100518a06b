"""What a task reads from other tables, pinned to versions that its retries read again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lakewright_runtime.bindings import Bindings
from lakewright_runtime.bundle import Bundle
from lakewright_runtime.errors import SourceFailed
from lakewright_runtime.ledger import Attempt, InputVersion
from lakewright_runtime.program import Column, PythonSource, QuerySource, TaskProgram
from lakewright_runtime.tables import NO_VERSION, open_table, refuse_other_format

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True)
class PinnedInputs:
    """The versions that an attempt reads."""

    versions: Sequence[InputVersion]
    _names: Mapping[str, str]
    _spark: SparkSession

    def sql_name(self, table: str) -> str:
        """What stands for the table in a statement."""
        found = self._names.get(table)
        if found is None:
            raise SourceFailed(f"a statement reads '{table}', which was not pinned; pinned: {sorted(self._names)}")
        return found

    def frame(self, table: str) -> DataFrame:
        """The table's rows."""
        return self._spark.sql(f"SELECT * FROM {self.sql_name(table)}")


def pin_inputs(
    bundle: Bundle, bindings: Bindings, spark: SparkSession, program: TaskProgram, attempt: Attempt
) -> PinnedInputs:
    """The attempt's recorded versions, or the latest ones."""
    recorded = None if attempt.inputs is None else {i.table: i.version for i in attempt.inputs}
    versions, names = [], {}
    for table in read_names(program):
        source = open_table(spark, bindings, table, bundle.format_of(table))
        version = source.version() if recorded is None or table not in recorded else recorded[table]
        if version == NO_VERSION:
            refuse_other_format(spark, source)
        versions.append(InputVersion(table, version))
        names[table] = source.pinned_name(version) if version != NO_VERSION else _empty(_columns(bundle, table))
    return PinnedInputs(versions, names, spark)


def read_names(program: TaskProgram) -> Sequence[str]:
    """Every table that the program reads and does not write, sorted."""
    own = {r.table for r in program.relations}
    texts = [program.gate.sql]
    named = set(program.reads)
    if isinstance(program.source, QuerySource):
        texts.append(program.source.query.sql)
    elif isinstance(program.source, PythonSource):
        named.update(program.source.reads)
    for text in texts:
        named.update(re.findall(r"\$\{([a-z0-9_]+\.[a-z0-9_]+)\}", text))
    return sorted(named - own)


def _columns(bundle: Bundle, table: str) -> Sequence[Column]:
    writer = bundle.writer_of(table)
    if writer is None:
        raise SourceFailed(f"there is no table '{table}' yet, and no task of this bundle writes it", table=table)
    return bundle.program(writer).relation("target").columns


def _empty(columns: Sequence[Column]) -> str:
    """A table without rows, for one that nothing has written: a reader may not be allowed to make it."""
    nulls = ", ".join(f"CAST(NULL AS {c.type}) AS `{c.name}`" for c in columns)
    return f"(SELECT {nulls} WHERE false)"
