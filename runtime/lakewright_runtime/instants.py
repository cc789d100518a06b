"""Instants: aware datetimes in UTC, and their texts."""

from __future__ import annotations

from datetime import datetime, timezone

from lakewright_runtime.errors import WrongUsage


def parse_instant(text: str) -> datetime:
    """`2026-03-01T00:00:00Z`, `2026-03-01T00:00:00.000Z`, `2026-03-01T01:00:00+01:00`, `2026-03-01` -> UTC.

    Text without a zone is UTC.
    """
    try:
        value = datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith(("Z", "z")) else text)
    except ValueError:
        raise WrongUsage(f"'{text}' is no instant; expected ISO 8601, as in 2026-03-01T00:00:00Z") from None
    return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


def instant_text(value: datetime) -> str:
    """`2026-03-01T00:00:00.000Z`, as JavaScript's Date prints it; microseconds when there are any."""
    utc = value.astimezone(timezone.utc).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds" if utc.microsecond % 1000 else "milliseconds") + "Z"


def sql_timestamp(value: datetime) -> str:
    """A typed literal of Spark SQL, whatever the session's zone."""
    return f"TIMESTAMP '{value.astimezone(timezone.utc).strftime('%Y-%m-%d %H:%M:%S.%f')}Z'"
