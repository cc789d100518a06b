"""moto judges a bucket policy without its conditions, so a TLS-only Deny blocks every upload.

The emulator speaks plain HTTP in place of TLS: `aws:SecureTransport` is true for each of its requests.
"""

from __future__ import annotations

from typing import Any

from moto.iam import access_control

_SECURE = {"true": True, "false": False}


def applies(statement: dict[str, Any]) -> bool:
    """Whether a statement's conditions can hold for a request over TLS."""
    wanted = statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport")
    if wanted is None:
        return True
    values = wanted if isinstance(wanted, list) else [wanted]
    return any(_SECURE[str(value).lower()] for value in values)


def bridge() -> None:
    """Leaves out statements that a request over TLS does not meet."""
    original = access_control.IAMPolicyStatement.is_action_permitted

    def is_action_permitted(self: Any, *args: Any, **kwargs: Any) -> Any:
        if not applies(self._statement):
            return access_control.PermissionResult.NEUTRAL
        return original(self, *args, **kwargs)

    access_control.IAMPolicyStatement.is_action_permitted = is_action_permitted
