"""Reads small files, from a folder or from S3: the bundle's and the bindings."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lakewright_runtime.aws import aws_client
from lakewright_runtime.errors import WrongUsage

_S3_SCHEMES = ("s3", "s3a")


def is_s3(uri: str) -> bool:
    """Whether the URI names S3, under either of the schemes that Hadoop knows."""
    return urlsplit(uri).scheme in _S3_SCHEMES


def split_s3(uri: str) -> tuple[str, str]:
    """`s3://bucket/a/b` -> (`bucket`, `a/b`)."""
    parts = urlsplit(uri)
    return parts.netloc, parts.path.lstrip("/")


def local_path(uri: str) -> Path:
    """`file:///a/b` or `/a/b` -> the path."""
    parts = urlsplit(uri)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    if parts.scheme in ("", None):
        return Path(uri)
    raise WrongUsage(f"'{uri}' is neither a local path nor an s3:// URI")


@lru_cache(maxsize=1)
def s3_client() -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """One S3 client a process; the region and credentials are the job's."""
    return aws_client("s3")


def read_bytes(uri: str) -> bytes:
    """The content of a local file or an S3 object."""
    if is_s3(uri):
        bucket, key = split_s3(uri)
        try:
            content: bytes = s3_client().get_object(Bucket=bucket, Key=key)["Body"].read()
        except s3_client().exceptions.NoSuchKey:
            raise WrongUsage(f"there is no object '{uri}'") from None
        return content
    path = local_path(uri)
    if not path.is_file():
        raise WrongUsage(f"there is no file '{uri}'")
    return path.read_bytes()
