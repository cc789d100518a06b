"""What a test tells the emulator beside AWS's own APIs: `PUT /emulator/failing-jobs` with a JSON list of names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from .gaps.step_functions_jobs import failing_jobs


class Control:
    """WSGI middleware in front of everything else."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answers its own path, passes the others on."""
        if environ["PATH_INFO"] != "/emulator/failing-jobs":
            return self._application(environ, start_response)
        names = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        failing_jobs.clear()
        failing_jobs.update(names)
        start_response("204 No Content", [])
        return []
