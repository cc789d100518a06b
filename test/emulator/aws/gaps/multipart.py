"""moto ends an upload in parts with an element of another name than S3's, which the SDK for Java does not find.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html: `CompleteMultipartUploadResult`.
"""

from __future__ import annotations

from typing import Any

from moto.s3.responses import S3Response

_THEIRS, _S3S = "CompleteMultipartUploadResponse", "CompleteMultipartUploadResult"


def bridge() -> None:
    """Gives the answer the name that S3 gives it."""
    original = S3Response._key_response_post

    def answered(self: Any, *args: Any, **kwargs: Any) -> Any:
        status, headers, body = original(self, *args, **kwargs)
        renamed = (
            body.replace(_THEIRS.encode(), _S3S.encode()) if isinstance(body, bytes) else body.replace(_THEIRS, _S3S)
        )
        return status, headers, renamed

    S3Response._key_response_post = answered  # type: ignore[method-assign]
