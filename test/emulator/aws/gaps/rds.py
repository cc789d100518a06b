"""moto gives every database the same resource id, forgets how it is watched, and does not say who set a parameter.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html: DbiResourceId is one instance's alone, by
which the provider finds it; enhanced monitoring and Performance Insights are told.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Parameter.html: Source is `user` for what was set.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from moto.rds.models import DBInstance, DBParameterGroup

_KEPT = {
    "monitoring_interval": "monitoring_interval",
    "monitoring_role_arn": "monitoring_role_arn",
    "enable_performance_insights": "performance_insights_enabled",
    "performance_insights_kms_key_id": "performance_insights_kms_key_id",
    "performance_insights_retention_period": "performance_insights_retention_period",
}


def bridge() -> None:
    """Makes a resource id from the ARN, and keeps the settings that the provider reads back."""
    original = DBInstance.__init__

    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.dbi_resource_id = f"db-{sha256(self.arn.encode()).hexdigest()[:26].upper()}"
        for given, told in _KEPT.items():
            if given in kwargs:
                setattr(self, told, kwargs[given])

    DBInstance.__init__ = initialise  # type: ignore[method-assign]

    update = DBParameterGroup.update_parameters

    def update_parameters(self: Any, new_parameters: Any) -> None:
        update(self, [{**parameter, "Source": "user"} for parameter in new_parameters])

    DBParameterGroup.update_parameters = update_parameters  # type: ignore[method-assign]
