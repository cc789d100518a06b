"""moto judges a bucket policy without its conditions, so a TLS-only Deny blocks every upload; and it looks for the
permission of access logs in a way that fails on a principal `*` and on a shorter prefix.

The emulator speaks plain HTTP in place of TLS: `aws:SecureTransport` is true for each of its requests.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.iam import access_control
from moto.s3 import models

_SECURE = {"true": True, "false": False}
_LOG_DELIVERY = "logging.s3.amazonaws.com"


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def applies(statement: dict[str, Any]) -> bool:
    """Whether a statement's conditions can hold for a request over TLS."""
    wanted = statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport")
    return wanted is None or any(_SECURE[str(value).lower()] for value in _many(wanted))


def takes_logs(policy: dict[str, Any], bucket_arn: str, prefix: str) -> bool:
    """Whether S3's log delivery may write below `prefix`."""
    for statement in policy["Statement"]:
        principal = statement.get("Principal")
        if (
            isinstance(principal, dict)
            and _LOG_DELIVERY in _many(principal.get("Service"))
            and statement.get("Effect") == "Allow"
            and "s3:PutObject" in _many(statement.get("Action"))
            and any(fnmatchcase(f"{bucket_arn}/{prefix}log", pattern) for pattern in _many(statement["Resource"]))
        ):
            return True
    return False


def bridge() -> None:
    """Leaves out statements that a request over TLS does not meet, and finds the permission of access logs."""
    original = access_control.IAMPolicyStatement.is_action_permitted

    def is_action_permitted(self: Any, *args: Any, **kwargs: Any) -> Any:
        if not applies(self._statement):
            return access_control.PermissionResult.NEUTRAL
        return original(self, *args, **kwargs)

    def log_permissions(target_bucket: Any, target_prefix: str | None) -> bool:
        if not target_bucket.policy:
            return False
        return takes_logs(json.loads(target_bucket.policy), target_bucket.arn, target_prefix or "")

    access_control.IAMPolicyStatement.is_action_permitted = is_action_permitted  # type: ignore[method-assign]
    models.FakeBucket._log_permissions_enabled_policy = staticmethod(log_permissions)  # type: ignore[method-assign]
