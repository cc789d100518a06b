"""moto revokes what was never granted without a word; the service refuses, and the provider waits for that.

https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_RevokePermissions.html: InvalidInputException.
"""

from __future__ import annotations

from typing import Any

from moto.lakeformation.exceptions import InvalidInput
from moto.lakeformation.models import LakeFormationBackend

_NOTHING = "No permissions revoked. Grantee has no permissions and no grantable permissions on resource."


def bridge() -> None:
    """Refuses to revoke where nothing of it is granted."""
    original = LakeFormationBackend.revoke_permissions

    def revoke(
        self: Any,
        catalog_id: str,
        principal: dict[str, str],
        resource: dict[str, Any],
        permissions_to_revoke: list[str],
        permissions_with_grant_options_to_revoke: list[str],
    ) -> None:
        granted = self.grants[catalog_id].permissions if catalog_id in self.grants else set()
        if not any(
            each.principal == principal
            and each.resource == resource
            and set(each.permissions) & set(permissions_to_revoke or [])
            for each in granted
        ):
            raise InvalidInput(_NOTHING)
        original(
            self,
            catalog_id,
            principal,
            resource,
            permissions_to_revoke,
            permissions_with_grant_options_to_revoke,
        )

    LakeFormationBackend.revoke_permissions = revoke  # type: ignore[method-assign]
