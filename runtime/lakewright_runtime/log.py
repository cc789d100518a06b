"""Structured log: one JSON object a line, on standard output."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from typing import Any, Callable, TextIO

#: Takes the event's name and its fields.
Log = Callable[..., None]


def json_lines(stream: TextIO | None = None, **always: Any) -> Log:  # noqa: ANN401 - log fields are any JSON value
    """A log that writes `always` and the event's fields as one line each."""

    def write(event: str, **fields: Any) -> None:  # noqa: ANN401
        out = stream if stream is not None else sys.stdout
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        out.write(json.dumps({"at": at, "event": event, **always, **fields}, default=str) + "\n")
        out.flush()

    return write
