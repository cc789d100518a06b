"""The ledger in a DuckDB file, for runs on one machine: the local runner's tables (pipelines/local/ledger_schema.ts).

DuckDB lets one process at a time open the file, so what another session left unfinished belongs to a dead process.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable

import duckdb

from lakewright_runtime.errors import ClaimRefused, LeaseLost
from lakewright_runtime.ledger.interface import (
    Attempt,
    ClaimRequest,
    InputVersion,
    Measured,
    SourceFile,
    make_run_id,
)
from lakewright_runtime.ledger.schema import LEDGER_SCHEMA


class DuckDbLedger:
    """`session` names this process, `seed` the run; `now` gives aware instants."""

    def __init__(self, path: str, *, session: str, seed: str, now: Callable[[], datetime]) -> None:
        self._session = session
        self._seed = seed
        self._now = now
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        # Each statement is for a row or a few: threads would only take time to start and to end.
        self._db = duckdb.connect(path, config={"threads": 1})
        self._db.execute("SET TimeZone = 'UTC'")
        for statement in LEDGER_SCHEMA:
            self._db.execute(statement)

    def claim(self, request: ClaimRequest) -> Attempt | None:
        start = _naive(request.interval_start)
        self._db.begin()
        try:
            last = self._db.execute(
                "SELECT generation, state, session, run_id, run_at, inputs, bool_or(state = 'succeeded') OVER () "
                "FROM attempts WHERE task = ? AND interval_start = ? ORDER BY generation DESC LIMIT 1",
                [request.task, start],
            ).fetchone()
            attempt = self._granted(request, last)
            if attempt is not None:
                self._take_lease(request, attempt)
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise
        return attempt

    def _granted(self, request: ClaimRequest, last: tuple[Any, ...] | None) -> Attempt | None:
        generation, state = (0, "none") if last is None else (int(last[0]), str(last[1]))
        if state == "succeeded" and not request.restate:
            return None
        if last is not None and state == "running":
            if last[2] == self._session:
                raise ClaimRefused(f"{request.task} is running in this process", task=request.task)
            return self._resume(request, last)
        succeeded_before = last is not None and bool(last[6])
        if not succeeded_before:
            self._db.execute(
                "DELETE FROM files WHERE task = ? AND interval_start = ?",
                [request.task, _naive(request.interval_start)],
            )
        now = self._now()
        run_id = make_run_id(self._seed, request.task, request.interval_start, generation + 1)
        self._db.execute(
            "INSERT INTO attempts (task, interval_start, interval_end, generation, run_id, run_at, engine, state, "
            "session, heartbeat_at, plan_digest, semantic_digest, payload_digest) "
            "VALUES (?, ?, ?, ?, ?, ?, 'spark', 'running', ?, ?, ?, ?, ?)",
            [
                request.task,
                _naive(request.interval_start),
                _naive(request.interval_end),
                generation + 1,
                run_id,
                _naive(now),
                self._session,
                _naive(now),
                request.plan_digest,
                request.semantic_digest,
                request.payload_digest,
            ],
        )
        files = self._files(request) if succeeded_before else None
        return _attempt(request, generation + 1, run_id, now, resumed=False, inputs=None, files=files or None)

    def _resume(self, request: ClaimRequest, last: tuple[Any, ...]) -> Attempt:
        generation, _, _, run_id, run_at, inputs, _ = last
        self._db.execute(
            "UPDATE attempts SET session = ?, heartbeat_at = ? "
            "WHERE task = ? AND interval_start = ? AND generation = ?",
            [self._session, _naive(self._now()), request.task, _naive(request.interval_start), generation],
        )
        pinned = [InputVersion(i["table"], int(i["version"])) for i in json.loads(inputs)]
        return _attempt(
            request,
            int(generation),
            str(run_id),
            run_at.replace(tzinfo=timezone.utc),
            resumed=True,
            inputs=pinned or None,
            files=self._files(request) or None,
        )

    def _files(self, request: ClaimRequest) -> Sequence[SourceFile]:
        rows = self._db.execute(
            "SELECT path, etag, size FROM files WHERE task = ? AND interval_start = ? ORDER BY path",
            [request.task, _naive(request.interval_start)],
        ).fetchall()
        return [SourceFile(path, etag, size) for path, etag, size in rows]

    def _take_lease(self, request: ClaimRequest, attempt: Attempt) -> None:
        held = self._db.execute("SELECT session, task FROM leases WHERE table_id = ?", [request.table]).fetchone()
        if held is not None and held[0] == self._session:
            raise ClaimRefused(f"{held[1]} of this process is writing {request.table}", table=request.table)
        self._db.execute(
            "INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?, ?)",
            [
                request.table,
                self._session,
                attempt.task,
                _naive(attempt.interval_start),
                attempt.generation,
                _naive(self._now()),
            ],
        )

    def record_inputs(self, attempt: Attempt, inputs: Sequence[InputVersion]) -> None:
        text = _json([{"table": i.table, "version": i.version} for i in sorted(inputs, key=lambda i: i.table)])
        self._update(attempt, "inputs = ?", [text])

    def record_files(self, attempt: Attempt, files: Sequence[SourceFile]) -> None:
        start = _naive(attempt.interval_start)
        self._db.begin()
        try:
            for file in files:
                self._db.execute(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?)", [attempt.task, file.path, file.etag, file.size, start]
                )
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise

    def files_of_others(self, attempt: Attempt) -> frozenset[tuple[str, str]]:
        rows = self._db.execute(
            "SELECT path, etag FROM files WHERE task = ? AND interval_start <> ?",
            [attempt.task, _naive(attempt.interval_start)],
        ).fetchall()
        return frozenset((path, etag) for path, etag in rows)

    def heartbeat(self, attempt: Attempt) -> None:
        # A cursor of its own: the heartbeat comes from another thread.
        cursor = self._db.cursor()
        row = cursor.execute(
            "UPDATE leases SET heartbeat_at = ? WHERE table_id = ? AND session = ? AND task = ? RETURNING table_id",
            [_naive(self._now()), attempt.table, self._session, attempt.task],
        ).fetchone()
        if row is None:
            raise LeaseLost(f"the writer lease of {attempt.table} went to another process", table=attempt.table)

    def succeed(self, attempt: Attempt, measured: Measured, *, recovered: bool) -> None:
        self._finish(attempt, measured, "succeeded", recovered, None)

    def fail(self, attempt: Attempt, measured: Measured, error: str) -> None:
        self._finish(attempt, measured, "failed", False, error)

    def _finish(self, attempt: Attempt, measured: Measured, state: str, recovered: bool, error: str | None) -> None:
        self._db.begin()
        try:
            self._update(
                attempt,
                "state = ?, recovered = ?, finished_at = ?, counts = ?, rules = ?, flow = ?, timings = ?, error = ?",
                [
                    state,
                    recovered,
                    _naive(self._now()),
                    _json(measured.counts),
                    _json(sorted(measured.rules, key=lambda r: str(r["rule"]))),
                    _json(measured.flow),
                    _json(measured.timings),
                    error,
                ],
            )
            self._db.execute("DELETE FROM leases WHERE table_id = ? AND session = ?", [attempt.table, self._session])
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise

    def _update(self, attempt: Attempt, settings: str, values: Sequence[object]) -> None:
        self._db.execute(
            f"UPDATE attempts SET {settings} WHERE task = ? AND interval_start = ? AND generation = ?",
            [*values, attempt.task, _naive(attempt.interval_start), attempt.generation],
        )

    def close(self) -> None:
        self._db.close()


def _attempt(
    request: ClaimRequest,
    generation: int,
    run_id: str,
    run_at: datetime,
    *,
    resumed: bool,
    inputs: Sequence[InputVersion] | None,
    files: Sequence[SourceFile] | None,
) -> Attempt:
    return Attempt(
        task=request.task,
        table=request.table,
        interval_start=request.interval_start,
        interval_end=request.interval_end,
        generation=generation,
        run_id=run_id,
        run_at=run_at,
        resumed=resumed,
        inputs=inputs,
        files=files,
    )


def _naive(instant: datetime) -> datetime:
    return instant.astimezone(timezone.utc).replace(tzinfo=None)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
