"""moto fails when a delete marker is deleted while versioning is suspended: it disposes of it like of an object.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingDelMarkers.html: a marker is deleted by its version's id.
"""

from __future__ import annotations

from moto.s3 import models


def bridge() -> None:
    """Gives a marker, which holds nothing, the method that gives back what a version holds."""

    def dispose(self: models.FakeDeleteMarker, garbage: bool = False) -> None:
        """Nothing to give back."""

    models.FakeDeleteMarker.dispose = dispose  # type: ignore[attr-defined]
