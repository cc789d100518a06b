"""moto answers with a part of the replication and of the inventory that a bucket was given, and constants for the rest.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html: filters, the choice of encrypted objects
and of delete markers are in the answer.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketInventoryConfiguration.html: so are the versions that are
listed, and the encryption of the lists.
"""

from __future__ import annotations

from typing import Any

import xmltodict
from moto.s3.exceptions import ReplicationConfigurationNotFoundError
from moto.s3.models import S3Backend
from moto.s3.responses import S3Response


def _answer(root: str, configuration: dict[str, Any]) -> tuple[int, dict[str, str], str]:
    return 200, {"Content-Type": "application/xml"}, xmltodict.unparse({root: configuration})


def bridge() -> None:
    """Gives back what was given: requests and answers have one schema."""
    put_inventory = S3Backend.put_bucket_inventory_configuration

    def keep(self: Any, bucket_name: str, inventory_configuration: dict[str, Any]) -> None:
        put_inventory(self, bucket_name, inventory_configuration)
        kept = self.get_bucket(bucket_name).inventory_configs[inventory_configuration["Id"]]
        kept.given = inventory_configuration

    def inventory(self: Any) -> tuple[int, dict[str, str], str]:
        found = self.backend.get_bucket_inventory_configuration(
            bucket_name=self.bucket_name, id=self.querystring["id"][0]
        )
        return _answer("InventoryConfiguration", found.given)

    def replication(self: Any) -> tuple[int, dict[str, str], str]:
        found = self.backend.get_bucket_replication(self.bucket_name)
        if not found:
            raise ReplicationConfigurationNotFoundError(bucket_name=self.bucket_name)
        return _answer("ReplicationConfiguration", found)

    S3Backend.put_bucket_inventory_configuration = keep  # type: ignore[method-assign]
    S3Response.get_bucket_inventory_configuration = inventory  # type: ignore[method-assign]
    S3Response.get_bucket_replication = replication  # type: ignore[method-assign]
