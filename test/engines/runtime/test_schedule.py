"""Which interval a scheduled time is for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from lakewright_runtime.errors import WrongUsage
from lakewright_runtime.instants import instant_text, parse_instant
from lakewright_runtime.schedule import tick_before, with_scheduled_interval


@pytest.mark.parametrize(
    ("cron", "zone", "end", "start"),
    [
        ("0 2 * * *", "UTC", "2026-01-02T02:00:00Z", "2026-01-01T02:00:00.000Z"),
        ("0 2 * * *", "Europe/Berlin", "2026-01-02T01:00:00Z", "2026-01-01T01:00:00.000Z"),
        ("*/15 * * * *", "UTC", "2026-01-01T00:00:00Z", "2025-12-31T23:45:00.000Z"),
        ("30 6 * * 1-5", "UTC", "2026-01-05T06:30:00Z", "2026-01-02T06:30:00.000Z"),
        ("30 6 * * MON", "UTC", "2026-01-12T06:30:00Z", "2026-01-05T06:30:00.000Z"),
        ("0 0 * * 7", "UTC", "2026-01-11T00:00:00Z", "2026-01-04T00:00:00.000Z"),
        ("0 0 1 jan,jul *", "UTC", "2026-07-01T00:00:00Z", "2026-01-01T00:00:00.000Z"),
        ("0 0 29 2 *", "UTC", "2028-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"),
        ("0 0 13 * 5", "UTC", "2026-01-13T00:00:00Z", "2026-01-09T00:00:00.000Z"),
        # The clock goes from 02:00 to 03:00 on 29 March: no tick at 02:30 that day.
        ("30 2 * * *", "Europe/Berlin", "2026-03-30T00:30:00Z", "2026-03-28T01:30:00.000Z"),
        # The day has 23 hours.
        ("0 0 * * *", "Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-28T23:00:00.000Z"),
        # 02:30 comes twice on 25 October; the first counts.
        ("30 2 * * *", "Europe/Berlin", "2026-10-26T01:30:00Z", "2026-10-25T00:30:00.000Z"),
    ],
)
def test_the_interval_begins_at_the_tick_before(cron: str, zone: str, end: str, start: str) -> None:
    assert instant_text(tick_before(cron, zone, parse_instant(end))) == start


@pytest.mark.parametrize(
    ("cron", "message"),
    [
        ("0 2 * *", "4 fields"),
        ("61 2 * * *", "minute: found '61'"),
        ("0 2 * * 5-1", "day of week: '5-1'"),
        ("0 2 * FEBR *", "month: found 'FEBR'"),
        ("*/x * * * *", "minute"),
        ("0 0 31 2 *", "no tick before"),
    ],
)
def test_a_wrong_cron_is_refused(cron: str, message: str) -> None:
    with pytest.raises(WrongUsage, match=message):
        tick_before(cron, "UTC", parse_instant("2026-01-01"))


def _bundle(folder: Path, schedule: object) -> str:
    pipeline = {"name": "sales"} if schedule is None else {"name": "sales", "schedule": schedule}
    unit = {"pipeline": "sales", "tasks": []}
    plan = json.dumps(
        {
            "domain": "shop",
            "tables": {},
            "tasks": {},
            "order": [],
            "units": {"sales-gold": unit},
            "pipelines": {"sales": pipeline},
        }
    ).encode()
    folder.joinpath("plan.json").write_bytes(plan)
    manifest = {"version": 1, "files": {"plan.json": hashlib.sha256(plan).hexdigest()}}
    folder.joinpath("manifest.json").write_text(json.dumps(manifest))
    return str(folder)


def test_the_arguments_get_the_interval_of_the_units_pipeline(tmp_path: Path) -> None:
    bundle = _bundle(tmp_path, {"cron": "0 2 * * *", "timezone": "UTC"})
    argv = ["--bundle", bundle, "--unit", "sales-gold", "--scheduled-time", "2026-01-02T02:00:00Z", "--run-id=a"]
    assert with_scheduled_interval(argv) == [
        *["--bundle", bundle, "--unit", "sales-gold", "--run-id=a"],
        *["--interval-start", "2026-01-01T02:00:00.000Z", "--interval-end", "2026-01-02T02:00:00.000Z"],
    ]


def test_without_a_scheduled_time_nothing_changes() -> None:
    argv = ["--bundle", "b", "--interval-start", "2026-01-01", "--interval-end", "2026-01-02"]
    assert with_scheduled_interval(argv) is argv


def test_a_pipeline_without_a_schedule_needs_an_interval(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="the pipeline of unit 'sales-gold' has no schedule"):
        with_scheduled_interval(
            ["--bundle", _bundle(tmp_path, None), "--unit", "sales-gold", "--scheduled-time", "2026-01-01"]
        )


def test_an_unknown_unit_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no unit 'sales-gld'; it has sales-gold"):
        with_scheduled_interval(
            ["--bundle", _bundle(tmp_path, None), "--unit", "sales-gld", "--scheduled-time", "2026-01-01"]
        )
