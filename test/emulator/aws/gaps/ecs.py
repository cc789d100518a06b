"""moto forgets of a service how its tasks are spread, tagged and given time to start.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html: all three are told.
"""

from __future__ import annotations

from typing import Any

from moto.ecs.responses import EC2ContainerServiceResponse

_KEPT = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
}


def bridge() -> None:
    """Keeps the settings that a service is made and changed with."""
    response: Any = EC2ContainerServiceResponse
    create, update = response.create_service, response.update_service

    def keep(self: Any, result: Any) -> Any:
        for given, told in _KEPT.items():
            value = self._get_param(given)
            if value is not None:
                setattr(result.result["service"], told, value)
        return result

    def create_service(self: Any) -> Any:
        return keep(self, create(self))

    def update_service(self: Any) -> Any:
        return keep(self, update(self))

    response.create_service = create_service
    response.update_service = update_service
