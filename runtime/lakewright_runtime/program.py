"""A task's program, as lowering printed it (pipelines/engines/program.ts)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Union


@dataclass(frozen=True)
class Statement:
    sql: str
    #: Name -> `timestamp` or `string`.
    parameters: Mapping[str, str]
    #: Session settings that hold for this statement only.
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    name: str
    #: A Spark SQL type in canonical text.
    type: str
    nullable: bool


@dataclass(frozen=True)
class Relation:
    #: `target`, `quarantine` or `changes`.
    role: str
    table: str
    columns: Sequence[Column]
    partition_by: Sequence[str]


@dataclass(frozen=True)
class QuerySource:
    query: Statement


@dataclass(frozen=True)
class IngestSource:
    #: `csv`, `json` or `parquet`.
    format: str
    path: str
    delimiter: str
    columns: Sequence[Column]


@dataclass(frozen=True)
class PythonSource:
    file: str
    function: str
    reads: Sequence[str]
    columns: Sequence[Column]
    #: `3.11`: the Python that the function needs, or a later one.
    requires_python: str | None = None


Source = Union[QuerySource, IngestSource, PythonSource]


@dataclass(frozen=True)
class FlowStep:
    """A step of the flow of rows through a query."""

    kind: str
    #: The WITH query or subquery that it is in; empty for the query itself.
    block: str
    text: str
    #: Places of the steps whose rows come in.
    inputs: Sequence[int]
    #: `many_to_one`, ...: as its author declared it; of joins.
    cardinality: str | None


@dataclass(frozen=True)
class Flow:
    steps: Sequence[FlowStep]
    measure: Statement


@dataclass(frozen=True)
class ControlTotals:
    names: Sequence[str]
    measure: Statement


@dataclass(frozen=True)
class TaskProgram:
    task: str
    writes: str
    reads: Sequence[str]
    mode: str
    #: Seconds before the interval's start from which incremental_by_interval replaces rows; 0 in other modes.
    lookback_seconds: int
    relations: Sequence[Relation]
    source: Source
    flow: Flow | None
    control_totals: ControlTotals | None
    gate: Statement
    measure_gate: Statement
    measure_rules: Statement
    accept: Statement
    quarantine: Sequence[Statement]
    touch: Statement | None
    versions: Statement | None
    measure_change: Statement
    commit: Sequence[Statement]
    changes: Sequence[Statement]
    measure_after: Statement

    def relation(self, role: str) -> Relation:
        """The relation in a role; every program has `target` and `quarantine`, that of scd2 has `changes`."""
        return next(r for r in self.relations if r.role == role)


def parse_program(json: Mapping[str, Any]) -> TaskProgram:
    """From the JSON of `programs/*.json`; a program for another engine or version is refused."""
    if json["version"] != 1 or json["engine"] != "spark":
        raise ValueError(f"a program of version {json['version']} for {json['engine']}; expected version 1 for spark")
    touch, versions = json.get("touch"), json.get("versions")
    return TaskProgram(
        task=json["task"],
        writes=json["writes"],
        reads=tuple(json["reads"]),
        mode=json["mode"]["kind"],
        lookback_seconds=json["mode"].get("lookback_seconds", 0),
        relations=tuple(_relation(r) for r in json["relations"]),
        source=_source(json["source"]),
        flow=_flow(json.get("flow")),
        control_totals=_totals(json.get("control_totals")),
        gate=_statement(json["gate"]),
        measure_gate=_statement(json["measure_gate"]),
        measure_rules=_statement(json["measure_rules"]),
        accept=_statement(json["accept"]),
        quarantine=tuple(_statement(s) for s in json["quarantine"]),
        touch=None if touch is None else _statement(touch),
        versions=None if versions is None else _statement(versions),
        measure_change=_statement(json["measure_change"]),
        commit=tuple(_statement(s) for s in json["commit"]),
        changes=tuple(_statement(s) for s in json["changes"]),
        measure_after=_statement(json["measure_after"]),
    )


def _statement(json: Mapping[str, Any]) -> Statement:
    return Statement(json["sql"], json["parameters"], json.get("settings", {}))


def _flow(json: Mapping[str, Any] | None) -> Flow | None:
    if json is None:
        return None
    steps = tuple(
        FlowStep(s["kind"], s["block"], s["text"], tuple(s["inputs"]), s.get("cardinality")) for s in json["steps"]
    )
    return Flow(steps, _statement(json["measure"]))


def _totals(json: Mapping[str, Any] | None) -> ControlTotals | None:
    return None if json is None else ControlTotals(tuple(json["names"]), _statement(json["measure"]))


def _columns(json: Sequence[Mapping[str, Any]]) -> Sequence[Column]:
    return tuple(Column(c["name"], c["type"], c["nullable"]) for c in json)


def _relation(json: Mapping[str, Any]) -> Relation:
    return Relation(json["role"], json["table"], _columns(json["columns"]), tuple(json["partition_by"]))


def _source(json: Mapping[str, Any]) -> Source:
    kind = json["kind"]
    if kind == "query":
        return QuerySource(_statement(json["query"]))
    if kind == "ingest":
        return IngestSource(json["format"], json["path"], json.get("delimiter", ","), _columns(json["columns"]))
    if kind == "python":
        needed = json.get("requires_python")
        return PythonSource(json["file"], json["function"], tuple(json["reads"]), _columns(json["columns"]), needed)
    raise ValueError(f"a source of kind '{kind}'; expected query, ingest or python")
