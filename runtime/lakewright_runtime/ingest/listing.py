"""The files that an ingest sees: (path, etag, size) below a folder, by a path with wildcards."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lakewright_runtime.errors import BindingMissing
from lakewright_runtime.files import is_s3, local_path, s3_client, split_s3
from lakewright_runtime.ledger import SourceFile


@dataclass(frozen=True)
class FilePattern:
    #: The folder before the first wildcard, or the file's own folder when there is none.
    root: str
    #: The segments below it.
    segments: Sequence[str]

    def matches(self, path: str) -> bool:
        """Whether a path below the root is meant. Names that begin with `.` or `_` are not seen."""
        parts = path.split("/")
        return len(parts) == len(self.segments) and all(
            not name.startswith((".", "_")) and _segment(pattern).fullmatch(name)
            for name, pattern in zip(parts, self.segments)
        )


def file_pattern(path: str, parameters: Mapping[str, str]) -> FilePattern:
    """From an ingest's path; `${LANDING}` is a parameter. Raises BindingMissing."""

    def value(match: re.Match[str]) -> str:
        found = parameters.get(match[1])
        if found is None:
            raise BindingMissing(f"parameter '{match[1]}' of path '{path}' has no value", parameter=match[1])
        return found.rstrip("/")

    parts = re.sub(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}", value, path).split("/")
    first = next((i for i, part in enumerate(parts) if "*" in part or "?" in part), len(parts) - 1)
    return FilePattern("/".join(parts[:first]), tuple(parts[first:]))


def list_files(pattern: FilePattern) -> Sequence[SourceFile]:
    """What is there, in the order of the paths."""
    found = _list_s3(pattern) if is_s3(pattern.root) else _list_local(pattern)
    return sorted(found, key=lambda f: f.path)


def _list_local(pattern: FilePattern) -> Iterator[SourceFile]:
    root = local_path(pattern.root)
    for path in _walk(root, pattern.segments):
        content = path.read_bytes()
        yield SourceFile(path.relative_to(root).as_posix(), hashlib.sha256(content).hexdigest(), len(content))


def _walk(folder: Path, segments: Sequence[str]) -> Iterator[Path]:
    if not folder.is_dir():
        return
    wanted = _segment(segments[0])
    for entry in folder.iterdir():
        if entry.name.startswith((".", "_")) or not wanted.fullmatch(entry.name):
            continue
        if len(segments) > 1:
            yield from _walk(entry, segments[1:])
        elif entry.is_file():
            yield entry


def _list_s3(pattern: FilePattern) -> Iterator[SourceFile]:
    bucket, key = split_s3(pattern.root)
    prefix = f"{key}/" if key else ""
    for page in s3_client().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for item in page.get("Contents", ()):
            path = item["Key"][len(prefix) :]
            if pattern.matches(path):
                yield SourceFile(path, item["ETag"].strip('"'), item["Size"])


def _segment(pattern: str) -> re.Pattern[str]:
    parts = ("[^/]*" if c == "*" else "[^/]" if c == "?" else re.escape(c) for c in pattern)
    return re.compile("".join(parts), re.DOTALL)
