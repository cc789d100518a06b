"""What moto 5.2.1 lacks of what our stacks use. Each module bridges one service and says what was missing."""

from . import (
    application_autoscaling,
    athena,
    backup,
    bucket_configurations,
    bucket_policy,
    budgets,
    cloudtrail,
    cost_anomalies,
    delete_markers,
    dynamodb,
    ebs_key,
    ecs,
    eks,
    elasticache,
    emr,
    emr_serverless,
    grafana,
    lakeformation,
    lambda_settings,
    log_queries,
    managed_policies,
    msk,
    multipart,
    other_accounts,
    prometheus,
    rds,
    sagemaker,
    secret_rotation,
    security_group_rules,
    security_groups,
    service_linked_roles,
    step_functions,
)


def bridge_all() -> None:
    """Call once, before the first request."""
    application_autoscaling.bridge()
    athena.bridge()
    backup.bridge()
    bucket_configurations.bridge()
    bucket_policy.bridge()
    budgets.bridge()
    cloudtrail.bridge()
    cost_anomalies.bridge()
    delete_markers.bridge()
    dynamodb.bridge()
    ebs_key.bridge()
    ecs.bridge()
    eks.bridge()
    elasticache.bridge()
    emr.bridge()
    emr_serverless.bridge()
    grafana.bridge()
    lakeformation.bridge()
    lambda_settings.bridge()
    log_queries.bridge()
    managed_policies.bridge()
    msk.bridge()
    multipart.bridge()
    other_accounts.bridge()
    rds.bridge()
    prometheus.bridge()
    sagemaker.bridge()
    secret_rotation.bridge()
    security_group_rules.bridge()
    security_groups.bridge()
    service_linked_roles.bridge()
    step_functions.bridge()
