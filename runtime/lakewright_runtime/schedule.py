"""A scheduled time as an interval: from the tick before it to itself.

A scheduler knows when it starts a run, not which interval of time the run is for. Ticks are those that EventBridge
Scheduler makes: a local time that a clock change skips has none, one that comes twice has the first.
https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from lakewright_runtime.bundle import Bundle
from lakewright_runtime.errors import WrongUsage
from lakewright_runtime.instants import instant_text, parse_instant

#: February 29th comes again after eight years at most.
_LONGEST_SEARCH_DAYS = 9 * 366

_MONTHS = ("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


@dataclass(frozen=True)
class _Field:
    name: str
    least: int
    most: int
    names: Sequence[str] = ()


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of month", 1, 31),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of week", 0, 7, _WEEKDAYS),
)


def with_scheduled_interval(argv: Sequence[str]) -> Sequence[str]:
    """The arguments with `--scheduled-time T` replaced by the interval that ends at T in the unit's schedule."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ("--scheduled-time", "--bundle", "--unit"):
        parser.add_argument(name)
    given, _ = parser.parse_known_args(list(argv))
    if given.scheduled_time is None:
        return argv
    if given.bundle is None or given.unit is None:
        raise WrongUsage("--scheduled-time needs --bundle and --unit, whose schedule it is a tick of")
    end = parse_instant(given.scheduled_time)
    schedule = Bundle(given.bundle).schedule_of(given.unit)
    if schedule is None:
        raise WrongUsage(f"--scheduled-time: the pipeline of unit '{given.unit}' has no schedule; give an interval")
    start = tick_before(schedule["cron"], schedule["timezone"], end)
    rest = _without(argv, "--scheduled-time")
    return [*rest, "--interval-start", instant_text(start), "--interval-end", instant_text(end)]


def tick_before(cron: str, zone: str, end: datetime) -> datetime:
    """The last tick before `end`, in UTC. Raises WrongUsage where there is none or the cron is wrong."""
    parts = cron.split()
    if len(parts) != len(_FIELDS):
        raise WrongUsage(f"cron '{cron}' has {len(parts)} fields, expected 5")
    minutes, hours, days, months, weekdays = (_expand(part, field, cron) for part, field in zip(parts, _FIELDS))
    local = ZoneInfo(zone)
    any_day, any_weekday = parts[2] in ("*", "?"), parts[4] in ("*", "?")
    times = sorted((time(hour, minute) for hour in hours for minute in minutes), reverse=True)
    day = end.astimezone(local).date()
    for _ in range(_LONGEST_SEARCH_DAYS):
        if day.month in months and _day_matches(day, days, weekdays, any_day, any_weekday):
            for at in times:
                tick = _instant(datetime.combine(day, at), local)
                if tick is not None and tick < end:
                    return tick
        day -= timedelta(days=1)
    raise WrongUsage(f"cron '{cron}' has no tick before {instant_text(end)}")


def _day_matches(day: date, days: set[int], weekdays: set[int], any_day: bool, any_weekday: bool) -> bool:
    """Cron joins a day of the month and a day of the week with "or", when both are given."""
    in_month = day.day in days
    in_week = bool({day.isoweekday() % 7, day.isoweekday()} & weekdays)
    if any_day or any_weekday:
        return in_month and in_week
    return in_month or in_week


def _instant(local: datetime, zone: ZoneInfo) -> datetime | None:
    """UTC; None for a local time that a clock change skips."""
    instant = local.replace(tzinfo=zone).astimezone(timezone.utc)
    return instant if instant.astimezone(zone).replace(tzinfo=None) == local else None


def _expand(part: str, field: _Field, cron: str) -> set[int]:
    values: set[int] = set()
    for item in part.split(","):
        base, _, step_text = item.partition("/")
        first, _, last = base.partition("-")
        every = first in ("*", "?")
        least = field.least if every else _number(first, field, cron)
        open_ended = every or (bool(step_text) and not last)
        most = field.most if open_ended else _number(last or first, field, cron)
        step = int(step_text) if step_text.isdigit() else 1
        if step < 1 or most < least or (step_text and not step_text.isdigit()):
            raise WrongUsage(f"cron '{cron}', {field.name}: '{item}' is no range of {field.least} to {field.most}")
        values.update(range(least, most + 1, step))
    return values


def _number(text: str, field: _Field, cron: str) -> int:
    upper = text.upper()
    value = int(text) if text.isdigit() else field.names.index(upper) if upper in field.names else -1
    if not field.least <= value <= field.most:
        raise WrongUsage(f"cron '{cron}', {field.name}: found '{text}', expected {field.least} to {field.most}")
    return value


def _without(argv: Sequence[str], option: str) -> list[str]:
    """The arguments without an option and its value, in either of its forms."""
    rest: list[str] = []
    skip = False
    for argument in argv:
        if skip:
            skip = False
        elif argument == option:
            skip = True
        elif not argument.startswith(f"{option}="):
            rest.append(argument)
    return rest
