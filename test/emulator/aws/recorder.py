"""Writes down every request that reaches the emulator: who asked which service for what."""

from __future__ import annotations

import json
import re
import threading
import urllib.parse
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

_CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4_request")
#: Bodies above this size are data, not parameters.
_LONGEST_BODY = 256 * 1024


class Recorder:
    """WSGI middleware; one line of JSON per request, in the order of arrival."""

    def __init__(self, application: Callable[..., Iterable[bytes]], log: Path) -> None:
        self._application = application
        self._log = log
        self._lock = threading.Lock()
        log.touch()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Records the request, then passes it on."""
        if environ["PATH_INFO"].startswith("/moto-api/"):
            return self._application(environ, start_response)
        body = b""
        length = environ.get("CONTENT_LENGTH")
        if length and int(length) <= _LONGEST_BODY and environ["REQUEST_METHOD"] == "POST":
            body = environ["wsgi.input"].read(int(length))
            environ["wsgi.input"] = BytesIO(body)
        entry = describe(environ, body)

        def responded(status: str, headers: Any, exc_info: Any = None) -> Any:
            entry["status"] = int(status.split(" ", 1)[0])
            self._write(entry)
            return start_response(status, headers, exc_info)

        return self._application(environ, responded)

    def _write(self, entry: dict[str, Any]) -> None:
        with self._lock, self._log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(entry, sort_keys=True) + "\n")


def describe(environ: dict[str, Any], body: bytes) -> dict[str, Any]:
    """What a request asks, as far as its envelope tells: the access key, service, method, path, query, target, body."""
    signed = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    query = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    entry: dict[str, Any] = {
        "access_key": signed.group(1) if signed else None,
        "region": signed.group(2) if signed else None,
        "service": signed.group(3) if signed else None,
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"].encode("latin-1").decode("utf-8"),
        "query": query,
        "target": environ.get("HTTP_X_AMZ_TARGET"),
        "copy_source": environ.get("HTTP_X_AMZ_COPY_SOURCE"),
    }
    if body and not body.startswith(b"\x00"):
        text = body.decode("utf-8", errors="replace")
        entry["body"] = text
    return {key: value for key, value in entry.items() if value is not None}
