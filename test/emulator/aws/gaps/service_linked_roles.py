"""moto names a service-linked role after its service; the provider takes what follows an underscore for a suffix.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/using-service-linked-roles.html: its name is its own.
"""

from __future__ import annotations

from typing import Any

from moto.iam import models

_names = {"ops.emr-serverless.amazonaws.com": "AWSServiceRoleForAmazonEMRServerless"}


def bridge() -> None:
    """Gives the roles the names that their services document."""
    original = models.IAMBackend.create_service_linked_role

    def create_service_linked_role(self: Any, service_name: str, description: str, suffix: str) -> Any:
        role = original(self, service_name, description, suffix)
        role.name = _names.get(service_name, role.name)
        return role

    models.IAMBackend.create_service_linked_role = create_service_linked_role  # type: ignore[method-assign]
