"""moto fails to set up the rotation of a secret without a value, runs the function for it, and forgets the schedule;
and it knows no rotation without a function, which is what secrets of RDS have.

https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html: with `RotateImmediately` false
nothing is rotated now; the function is tried apart from the request, which the emulator leaves out.
https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html: a secret of RDS has a schedule
alone.
"""

from __future__ import annotations

from typing import Any

from moto.secretsmanager import models


def bridge() -> None:
    """Keeps the rotation as it was given when it is not to begin at once."""
    backend = models.SecretsManagerBackend
    rotate, cancel, describe = backend.rotate_secret, backend.cancel_rotate_secret, models.FakeSecret.to_dict

    def rotate_secret(self: Any, secret_id: str, **given: Any) -> Any:
        if given.get("rotate_immediately", True):
            return rotate(self, secret_id, **given)
        secret = self.secrets[secret_id]
        secret.rotation_requested = secret.rotation_enabled = True
        secret.rotation_lambda_arn = given.get("rotation_lambda_arn")
        secret.rules = given["rotation_rules"]
        return secret.to_short_dict()

    def to_dict(self: Any) -> dict[str, Any]:
        described: dict[str, Any] = describe(self)
        rules = getattr(self, "rules", None)
        return described if rules is None else {**described, "RotationRules": rules}

    def cancel_rotate_secret(self: Any, secret_id: str) -> Any:
        secret = self.secrets.get(secret_id)
        if secret is None or secret.rotation_lambda_arn or not secret.rotation_enabled:
            return cancel(self, secret_id)
        secret.rotation_enabled = False
        return secret.to_short_dict()

    models.SecretsManagerBackend.cancel_rotate_secret = cancel_rotate_secret  # type: ignore[method-assign]
    models.SecretsManagerBackend.rotate_secret = rotate_secret  # type: ignore[method-assign,assignment]
    models.FakeSecret.to_dict = to_dict  # type: ignore[method-assign]
