"""moto fails to set up the rotation of a secret without a value, runs the function for it, and forgets the schedule.

https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html: with `RotateImmediately` false
nothing is rotated now; the function is tried apart from the request, which the emulator leaves out.
"""

from __future__ import annotations

from typing import Any

from moto.secretsmanager import models


def bridge() -> None:
    """Keeps the rotation as it was given when it is not to begin at once."""
    rotate, describe = models.SecretsManagerBackend.rotate_secret, models.FakeSecret.to_dict

    def rotate_secret(self: Any, secret_id: str, **given: Any) -> Any:
        if given.get("rotate_immediately", True):
            return rotate(self, secret_id, **given)
        secret = self.secrets[secret_id]
        secret.rotation_requested = secret.rotation_enabled = True
        secret.rotation_lambda_arn = given["rotation_lambda_arn"]
        secret.rules = given["rotation_rules"]
        return secret.to_short_dict()

    def to_dict(self: Any) -> dict[str, Any]:
        described: dict[str, Any] = describe(self)
        rules = getattr(self, "rules", None)
        return described if rules is None else {**described, "RotationRules": rules}

    models.SecretsManagerBackend.rotate_secret = rotate_secret  # type: ignore[method-assign,assignment]
    models.FakeSecret.to_dict = to_dict  # type: ignore[method-assign]
