"""Requests that fail because a test wants them to: the first part that each access key uploads is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

_ACCESS_KEY = re.compile(r"Credential=([^/]+)/")
#: S3A takes it for final: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_ANSWER = b"<Error><Code>InvalidRequest</Code><Message>refused by the emulator</Message></Error>"


class Faults:
    """WSGI middleware in front of the services."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._refused: set[str] = set()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Refuses a first part, passes everything else on."""
        key = _ACCESS_KEY.search(environ.get("HTTP_AUTHORIZATION", ""))
        part = environ["REQUEST_METHOD"] == "PUT" and "partNumber=" in environ.get("QUERY_STRING", "")
        if not part or key is None or key.group(1) in self._refused:
            return self._application(environ, start_response)
        self._refused.add(key.group(1))
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start_response("400 Bad Request", [("Content-Type", "application/xml"), ("Content-Length", str(len(_ANSWER)))])
        return [_ANSWER]
