"""moto answers InvalidPermission.NotFound for the id of a rule that is gone; the service has a code for it of its own.

Terraform sends a request again when the first answer is lost, and takes the second for what it is only by that code:
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.ec2.exceptions import EC2ClientError, InvalidPermissionNotFoundError
from moto.ec2.models.security_groups import SecurityGroupBackend


def _revoke(original: Callable[..., None]) -> Callable[..., None]:
    def revoke(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            original(self, *args, **kwargs)
        except InvalidPermissionNotFoundError:
            # The eighth argument, as moto calls it: the ids of rules, in place of what the rules say.
            ids = kwargs.get("security_rule_ids", args[7] if len(args) > 7 else None)
            if not ids:
                raise
            text = f"The security group rule ID '{', '.join(ids)}' does not exist"
            raise EC2ClientError("InvalidSecurityGroupRuleId.NotFound", text) from None

    return revoke


def bridge() -> None:
    """Gives the code of the service."""
    backend: Any = SecurityGroupBackend
    backend.revoke_security_group_ingress = _revoke(backend.revoke_security_group_ingress)
    backend.revoke_security_group_egress = _revoke(backend.revoke_security_group_egress)
