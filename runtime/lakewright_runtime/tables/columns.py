"""Columns of tables in SQL, and what a table in storage lacks of its relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lakewright_runtime.errors import SchemaDiffers
from lakewright_runtime.program import Column, Relation

if TYPE_CHECKING:
    from lakewright_runtime.tables.interface import LakeTable


def quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def column_list(relation: Relation) -> str:
    """For CREATE TABLE."""
    return ", ".join(f"{quoted(c.name)} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in relation.columns)


def partitioning(relation: Relation) -> str:
    """For CREATE TABLE; empty where there is none."""
    parts = ", ".join(quoted(c) for c in relation.partition_by)
    return f" PARTITIONED BY ({parts})" if parts else ""


def added_columns(table: LakeTable, relation: Relation, found: Sequence[Column]) -> Sequence[str]:
    """What ALTER TABLE is to add, each with its place. Raises SchemaDiffers for any other difference."""
    _refuse_others(table, relation, found)
    have = {c.name for c in found}
    added, before = [], None
    for column in relation.columns:
        if column.name not in have:
            if not column.nullable:
                raise SchemaDiffers(
                    f"{table.table}.{column.name} is new and not nullable: rows that are there have no value for it",
                    table=table.table,
                    column=column.name,
                )
            place = "FIRST" if before is None else f"AFTER {quoted(before)}"
            added.append(f"{quoted(column.name)} {column.type} {place}")
        before = column.name
    return added


def _refuse_others(table: LakeTable, relation: Relation, found: Sequence[Column]) -> None:
    wanted = {c.name: c for c in relation.columns}
    for column in found:
        expected = wanted.get(column.name)
        if expected is None:
            raise SchemaDiffers(
                f"{table.table} at {table.location} has a column '{column.name}' that its contract lacks",
                table=table.table,
                column=column.name,
            )
        if expected.type != column.type:
            raise SchemaDiffers(
                f"{table.table}.{column.name} is {column.type} at {table.location}, not {expected.type}",
                table=table.table,
                column=column.name,
            )
