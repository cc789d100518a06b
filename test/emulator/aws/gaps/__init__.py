"""What moto 5.2.1 lacks of what our stacks use. Each module bridges one service and says what was missing."""

from . import (
    backup,
    bucket_configurations,
    bucket_policy,
    delete_markers,
    emr,
    emr_serverless,
    lakeformation,
    multipart,
    security_groups,
    step_functions,
)


def bridge_all() -> None:
    """Call once, before the first request."""
    backup.bridge()
    bucket_configurations.bridge()
    bucket_policy.bridge()
    delete_markers.bridge()
    emr.bridge()
    emr_serverless.bridge()
    lakeformation.bridge()
    multipart.bridge()
    security_groups.bridge()
    step_functions.bridge()
