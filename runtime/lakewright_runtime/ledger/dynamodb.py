"""The ledger in a DynamoDB table with a string partition key `pk` and a string sort key `sk`.

Items
- pk `attempt#<task>`, sk `<interval_start>#<generation, six digits>`: an attempt: the DuckDB ledger's columns;
- pk `files#<task>`, sk `<path>#<etag>`: a file that an interval has taken;
- pk `lease#<table>`, sk `lease`: the table's writer.

State machines add pk `bill#<domain>/<unit>`, what a job was billed for (docs/cost.md); the runtime leaves it alone.

A process that has not given a sign of life for LEASE_SECONDS is taken for dead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Callable

from botocore.exceptions import ClientError

from lakewright_runtime.errors import ClaimRefused, LeaseLost
from lakewright_runtime.instants import instant_text, parse_instant
from lakewright_runtime.ledger.interface import (
    Attempt,
    ClaimRequest,
    InputVersion,
    Measured,
    SourceFile,
    make_run_id,
)

#: Three missed heartbeats.
LEASE_SECONDS = 180

Item = dict[str, Any]


class DynamoDbLedger:
    """`client` is boto3's; `session` names this process, `seed` the run; `now` gives aware instants."""

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - boto3 makes its clients at run time
        table: str,
        *,
        session: str,
        seed: str,
        now: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._table = table
        self._session = session
        self._seed = seed
        self._now = now

    def claim(self, request: ClaimRequest) -> Attempt | None:
        attempts = self._attempts(request)
        last = attempts[0] if attempts else None
        state = "none" if last is None else _text(last, "state")
        if state == "succeeded" and not request.restate:
            return None
        if last is not None and state == "running" and self._alive(last):
            raise ClaimRefused(
                f"{request.task} of {instant_text(request.interval_start)} is running in another process",
                task=request.task,
                heartbeat_at=_text(last, "heartbeat_at"),
            )
        self._take_lease(request)
        try:
            if last is not None and state == "running":
                return self._resume(request, last)
            succeeded_before = any(_text(a, "state") == "succeeded" for a in attempts)
            return self._begin(request, last, succeeded_before)
        except ClaimRefused:
            self._give_back(request.table)
            raise

    def _begin(self, request: ClaimRequest, last: Item | None, succeeded_before: bool) -> Attempt:
        generation = 1 if last is None else int(last["generation"]["N"]) + 1
        now = self._now()
        run_id = make_run_id(self._seed, request.task, request.interval_start, generation)
        item: Item = {
            **_key(_attempt_pk(request.task), _attempt_sk(request.interval_start, generation)),
            "generation": {"N": str(generation)},
            **_strings(
                interval_start=instant_text(request.interval_start),
                interval_end=instant_text(request.interval_end),
                run_id=run_id,
                run_at=instant_text(now),
                engine="spark",
                state="running",
                session=self._session,
                heartbeat_at=instant_text(now),
                plan_digest=request.plan_digest,
                semantic_digest=request.semantic_digest,
                payload_digest=request.payload_digest,
            ),
        }
        self._conditionally(
            ClaimRefused(f"{request.task} was claimed by another process just now", task=request.task),
            self._client.put_item,
            Item=item,
            ConditionExpression="attribute_not_exists(pk)",
        )
        taken = [] if last is None else self._files(request)
        if not succeeded_before:
            for file in taken:
                key = _key(_files_pk(request.task), _file_sk(file))
                self._client.delete_item(TableName=self._table, Key=key)
        files = taken if succeeded_before else None
        return _attempt(request, generation, run_id, now, resumed=False, inputs=None, files=files)

    def _resume(self, request: ClaimRequest, last: Item) -> Attempt:
        generation = int(last["generation"]["N"])
        self._conditionally(
            ClaimRefused(f"{request.task} was claimed by another process just now", task=request.task),
            self._client.update_item,
            Key=_key(_attempt_pk(request.task), _attempt_sk(request.interval_start, generation)),
            UpdateExpression="SET #session = :mine, heartbeat_at = :now",
            ConditionExpression="#session = :theirs AND heartbeat_at = :seen AND #state = :running",
            ExpressionAttributeNames={"#session": "session", "#state": "state"},
            ExpressionAttributeValues={
                ":mine": {"S": self._session},
                ":now": {"S": instant_text(self._now())},
                ":theirs": last["session"],
                ":seen": last["heartbeat_at"],
                ":running": {"S": "running"},
            },
        )
        pinned = [InputVersion(i["table"], int(i["version"])) for i in json.loads(_text(last, "inputs", "[]"))]
        return _attempt(
            request,
            generation,
            _text(last, "run_id"),
            parse_instant(_text(last, "run_at")),
            resumed=True,
            inputs=pinned,
            files=self._files(request),
        )

    def _attempts(self, request: ClaimRequest) -> list[Item]:
        """Of the task at the interval, the latest first."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :interval)",
            ExpressionAttributeValues={
                ":pk": {"S": _attempt_pk(request.task)},
                ":interval": {"S": instant_text(request.interval_start) + "#"},
            },
            ScanIndexForward=False,
            ConsistentRead=True,
        )
        return [item for page in pages for item in page["Items"]]

    def _alive(self, last: Item) -> bool:
        seen = parse_instant(_text(last, "heartbeat_at"))
        return seen > self._now() - timedelta(seconds=LEASE_SECONDS)

    def _take_lease(self, request: ClaimRequest) -> None:
        now = self._now()
        self._conditionally(
            ClaimRefused(f"another process is writing {request.table}", table=request.table),
            self._client.put_item,
            Item={
                **_key(_lease_pk(request.table), "lease"),
                **_strings(session=self._session, task=request.task, heartbeat_at=instant_text(now)),
            },
            ConditionExpression="attribute_not_exists(pk) OR heartbeat_at < :expired",
            ExpressionAttributeValues={":expired": {"S": instant_text(now - timedelta(seconds=LEASE_SECONDS))}},
        )

    def _give_back(self, table: str) -> None:
        try:
            self._client.delete_item(
                TableName=self._table,
                Key=_key(_lease_pk(table), "lease"),
                ConditionExpression="#session = :mine",
                ExpressionAttributeNames={"#session": "session"},
                ExpressionAttributeValues={":mine": {"S": self._session}},
            )
        except ClientError as error:
            if not _refused(error):
                raise

    def _files(self, request: ClaimRequest) -> list[SourceFile]:
        start = instant_text(request.interval_start)
        mine = [i for i in self._all_files(request.task) if _text(i, "interval_start") == start]
        files = [SourceFile(_text(i, "path"), _text(i, "etag"), int(i["size"]["N"])) for i in mine]
        return sorted(files, key=lambda f: f.path)

    def _all_files(self, task: str) -> Iterator[Item]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": _files_pk(task)}},
            ConsistentRead=True,
        )
        for page in pages:
            yield from page["Items"]

    def files_of_others(self, attempt: Attempt) -> frozenset[tuple[str, str]]:
        start = instant_text(attempt.interval_start)
        return frozenset(
            (_text(i, "path"), _text(i, "etag"))
            for i in self._all_files(attempt.task)
            if _text(i, "interval_start") != start
        )

    def record_files(self, attempt: Attempt, files: Sequence[SourceFile]) -> None:
        start = instant_text(attempt.interval_start)
        for file in files:
            self._conditionally(
                ClaimRefused(f"{file.path} was taken by another interval of {attempt.task}", file=file.path),
                self._client.put_item,
                Item={
                    **_key(_files_pk(attempt.task), _file_sk(file)),
                    **_strings(path=file.path, etag=file.etag, interval_start=start),
                    "size": {"N": str(file.size)},
                },
                ConditionExpression="attribute_not_exists(pk) OR interval_start = :mine",
                ExpressionAttributeValues={":mine": {"S": start}},
            )

    def record_inputs(self, attempt: Attempt, inputs: Sequence[InputVersion]) -> None:
        text = _json([{"table": i.table, "version": i.version} for i in sorted(inputs, key=lambda i: i.table)])
        self._update(attempt, {"inputs": text})

    def heartbeat(self, attempt: Attempt) -> None:
        now = instant_text(self._now())
        self._conditionally(
            LeaseLost(f"the writer lease of {attempt.table} went to another process", table=attempt.table),
            self._client.update_item,
            Key=_key(_lease_pk(attempt.table), "lease"),
            UpdateExpression="SET heartbeat_at = :now",
            ConditionExpression="#session = :mine",
            ExpressionAttributeNames={"#session": "session"},
            ExpressionAttributeValues={":now": {"S": now}, ":mine": {"S": self._session}},
        )
        self._update(attempt, {"heartbeat_at": now})

    def succeed(self, attempt: Attempt, measured: Measured, *, recovered: bool) -> None:
        self._finish(attempt, measured, {"state": "succeeded", "recovered": "true" if recovered else "false"})

    def fail(self, attempt: Attempt, measured: Measured, error: str) -> None:
        self._finish(attempt, measured, {"state": "failed", "error": error})

    def _finish(self, attempt: Attempt, measured: Measured, ending: Mapping[str, str]) -> None:
        rules = sorted(measured.rules, key=lambda r: str(r["rule"]))
        self._update(
            attempt,
            {
                **ending,
                "finished_at": instant_text(self._now()),
                "counts": _json(measured.counts),
                "rules": _json(rules),
                "flow": _json(measured.flow),
                "timings": _json(measured.timings),
            },
        )
        self._give_back(attempt.table)

    def _update(self, attempt: Attempt, values: Mapping[str, str]) -> None:
        names = {f"#{name}": name for name in values}
        self._conditionally(
            LeaseLost(f"{attempt.task} was taken over by another process", task=attempt.task),
            self._client.update_item,
            Key=_key(_attempt_pk(attempt.task), _attempt_sk(attempt.interval_start, attempt.generation)),
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ConditionExpression="#session = :session",
            ExpressionAttributeNames={**names, "#session": "session"},
            ExpressionAttributeValues={
                **{f":{name}": {"S": value} for name, value in values.items()},
                ":session": {"S": self._session},
            },
        )

    def _conditionally(self, refusal: Exception, call: Callable[..., Any], **arguments: Any) -> None:  # noqa: ANN401
        try:
            call(TableName=self._table, **arguments)
        except ClientError as error:
            if _refused(error):
                raise refusal from None
            raise

    def close(self) -> None:
        """Nothing is held open."""


def _refused(error: ClientError) -> bool:
    return bool(error.response["Error"]["Code"] == "ConditionalCheckFailedException")


def _key(pk: str, sk: str) -> Item:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _strings(**values: str) -> Item:
    return {name: {"S": value} for name, value in values.items()}


def _text(item: Item, name: str, default: str = "") -> str:
    return str(item[name]["S"]) if name in item else default


def _attempt_pk(task: str) -> str:
    return f"attempt#{task}"


def _attempt_sk(interval_start: datetime, generation: int) -> str:
    return f"{instant_text(interval_start)}#{generation:06d}"


def _files_pk(task: str) -> str:
    return f"files#{task}"


def _file_sk(file: SourceFile) -> str:
    return f"{file.path}#{file.etag}"


def _lease_pk(table: str) -> str:
    return f"lease#{table}"


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


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
        inputs=inputs or None,
        files=files or None,
    )
