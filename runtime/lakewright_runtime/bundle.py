"""A bundle's files, each checked against the manifest as it is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lakewright_runtime.errors import BundleDamaged, WrongUsage
from lakewright_runtime.files import read_bytes
from lakewright_runtime.program import TaskProgram, parse_program


@dataclass(frozen=True)
class PlanTask:
    """What the runtime needs to know of a task beside its program."""

    id: str
    pipeline: str
    writes: str
    reads: Sequence[str]
    semantic_digest: str
    payload_digest: str


class Bundle:
    """Reads from a folder or an S3 prefix; raises BundleDamaged where a file is not what the manifest says."""

    def __init__(self, uri: str) -> None:
        self.uri = uri.rstrip("/")
        manifest = json.loads(read_bytes(f"{self.uri}/manifest.json"))
        if manifest.get("version") != 1:
            raise WrongUsage(f"{uri}/manifest.json has version {manifest.get('version')}, expected 1")
        self._digests: Mapping[str, str] = manifest["files"]
        plan_bytes = self.read("plan.json")
        #: sha256 of the Plan's canonical JSON, which plan.json is.
        self.plan_digest = hashlib.sha256(plan_bytes).hexdigest()
        plan = json.loads(plan_bytes)
        self.domain: str = plan["domain"]
        self._tasks: Mapping[str, Any] = plan["tasks"]
        self._pipelines: Mapping[str, Any] = plan["pipelines"]
        self._order: Sequence[str] = plan["order"]
        self._units: Mapping[str, Any] = plan["units"]
        self._writer = {task["writes"]: name for name, task in self._tasks.items()}
        self._formats: Mapping[str, str] = {name: table["format"] for name, table in plan["tables"].items()}
        self._programs: dict[str, TaskProgram] = {}

    def schedule_of(self, unit: str) -> Mapping[str, str] | None:
        """Cron and time zone of a unit's pipeline; None where it has no schedule."""
        if unit not in self._units:
            raise WrongUsage(f"the bundle has no unit '{unit}'; it has {', '.join(sorted(self._units))}")
        schedule: Mapping[str, str] | None = self._pipelines[self._units[unit]["pipeline"]].get("schedule")
        return schedule

    def read(self, path: str) -> bytes:
        """A file of the bundle, whole."""
        expected = self._digests.get(path)
        if expected is None:
            raise BundleDamaged(f"the bundle {self.uri} has no file '{path}'", file=path)
        content = read_bytes(f"{self.uri}/{path}")
        found = hashlib.sha256(content).hexdigest()
        if found != expected:
            raise BundleDamaged(f"{self.uri}/{path} has digest {found}, the manifest says {expected}", file=path)
        return content

    def tasks_of(self, unit: str | None) -> Sequence[str]:
        """The tasks of a unit, or all, in an order that their reads allow."""
        if unit is None:
            return self._order
        found = self._units.get(unit)
        if found is None:
            raise WrongUsage(f"the bundle has no unit '{unit}'; it has {', '.join(sorted(self._units))}", unit=unit)
        tasks: Sequence[str] = found["tasks"]
        return tasks

    def task(self, task: str) -> PlanTask:
        t = self._tasks[task]
        return PlanTask(task, t["pipeline"], t["writes"], t["reads"], t["digests"]["semantic"], t["digests"]["payload"])

    def program(self, task: str) -> TaskProgram:
        """The task's Spark program."""
        if task not in self._programs:
            self._programs[task] = parse_program(json.loads(self.read(f"programs/{task.replace('/', '__')}.json")))
        return self._programs[task]

    @property
    def formats(self) -> frozenset[str]:
        """Of all tables."""
        return frozenset(self._formats.values())

    def format_of(self, table: str) -> str:
        """`delta` or `iceberg`; a table that the Plan does not declare is taken for Delta."""
        return self._formats.get(table, "delta")

    def writer_of(self, table: str) -> str | None:
        """The task that writes a table; None when no task of the bundle does."""
        return self._writer.get(table)
