"""moto knows no tracking servers of MLflow, and forgets parts of models, endpoint configurations and endpoints.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeMlflowTrackingServer.html: made, changed, told and
deleted like any other resource.
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModel.html: network isolation is told, and a model
without a network has no VpcConfig; moto tells an empty one, which the provider takes for a change that makes it anew.
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpointConfig.html: shadow variants are told,
and a configuration that captures nothing has no DataCaptureConfig.
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html: how it was last deployed is told,
and an endpoint takes another configuration.
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.sagemaker import models
from moto.sagemaker.exceptions import ResourceNotFound
from moto.sagemaker.responses import SageMakerResponse

_SERVER = {
    "ArtifactStoreUri": None,
    "AutomaticModelRegistration": False,
    "MlflowVersion": "3.0",
    "RoleArn": None,
    "TrackingServerName": None,
    "TrackingServerSize": "Small",
    "WeeklyMaintenanceWindowStart": "Sun:03:00",
}


class TrackingServer:
    """One, with its tags."""

    def __init__(self, arn: str, settings: dict[str, Any], tags: list[dict[str, str]]) -> None:
        self.arn = arn
        self.tags = tags
        self.settings = settings
        self.created = utcnow()

    def described(self) -> dict[str, Any]:
        """Ready at once."""
        return {
            **self.settings,
            "TrackingServerArn": self.arn,
            "TrackingServerStatus": "Created",
            "IsActive": "Active",
            "TrackingServerUrl": f"https://{self.settings['TrackingServerName']}.mlflow.sagemaker.aws",
            "CreationTime": self.created,
            "LastModifiedTime": self.created,
        }


def _servers(backend: Any) -> dict[str, TrackingServer]:
    if not hasattr(backend, "tracking_servers"):
        backend.tracking_servers = {}
    found: dict[str, TrackingServer] = backend.tracking_servers
    return found


def _server(response: Any) -> TrackingServer:
    name = response._get_param("TrackingServerName")
    found = _servers(response.sagemaker_backend).get(name)
    if found is None:
        raise ResourceNotFound(message=f"Tracking server {name} does not exist")
    return found


def create_mlflow_tracking_server(self: Any) -> ActionResult:
    """Makes one."""
    given = {key: self._get_param(key) for key in _SERVER}
    settings: dict[str, Any] = {**_SERVER, **{key: value for key, value in given.items() if value is not None}}
    name = settings["TrackingServerName"]
    arn = f"arn:{self.partition}:sagemaker:{self.region}:{self.current_account}:mlflow-tracking-server/{name}"
    _servers(self.sagemaker_backend)[name] = TrackingServer(arn, settings, self._get_param("Tags") or [])
    return ActionResult({"TrackingServerArn": arn})


def describe_mlflow_tracking_server(self: Any) -> ActionResult:
    """Tells all of one."""
    return ActionResult(_server(self).described())


def update_mlflow_tracking_server(self: Any) -> ActionResult:
    """Changes what is given."""
    server = _server(self)
    server.settings.update({key: self._get_param(key) for key in _SERVER if self._get_param(key) is not None})
    return ActionResult({"TrackingServerArn": server.arn})


def delete_mlflow_tracking_server(self: Any) -> ActionResult:
    """Ends one."""
    server = _server(self)
    del _servers(self.sagemaker_backend)[server.settings["TrackingServerName"]]
    return ActionResult({"TrackingServerArn": server.arn})


def update_endpoint(self: Any) -> ActionResult:
    """Gives it another configuration, and keeps how that was deployed."""
    backend = self.sagemaker_backend
    old = backend.endpoints[self._get_param("EndpointName")]
    backend.create_endpoint(old.endpoint_name, self._get_param("EndpointConfigName"), old.tags)
    made = backend.endpoints[old.endpoint_name]
    made.last_deployment_config = self._get_param("DeploymentConfig")
    return ActionResult({"EndpointArn": made.arn})


def _given(told: dict[str, Any]) -> ActionResult:
    return ActionResult({key: value for key, value in told.items() if value != {} and value is not None})


def _resources() -> None:
    original = models.SageMakerModelBackend._get_resource_from_arn

    def resource(self: Any, arn: str) -> Any:
        kind, _, name = arn.split(":")[-1].partition("/")
        if kind == "mlflow-tracking-server":
            return _servers(self)[name]
        return original(self, arn)

    models.SageMakerModelBackend._get_resource_from_arn = resource  # type: ignore[method-assign]


def _models(response: Any) -> None:
    create, describe = response.create_model, response.describe_model

    def create_model(self: Any) -> ActionResult:
        result: ActionResult = create(self)
        made = self.sagemaker_backend._models[self._get_param("ModelName")]
        made.enable_network_isolation = bool(self._get_param("EnableNetworkIsolation"))
        return result

    def describe_model(self: Any) -> ActionResult:
        return _given(describe(self).result)

    response.create_model = create_model
    response.describe_model = describe_model


def _configurations(response: Any) -> None:
    create, describe = response.create_endpoint_config, response.describe_endpoint_config

    def create_endpoint_config(self: Any) -> ActionResult:
        result: ActionResult = create(self)
        made = self.sagemaker_backend.endpoint_configs[self._get_param("EndpointConfigName")]
        made.shadows = self._get_param("ShadowProductionVariants")
        return result

    def describe_endpoint_config(self: Any) -> ActionResult:
        told: dict[str, Any] = describe(self).result
        made = self.sagemaker_backend.endpoint_configs[self._get_param("EndpointConfigName")]
        shadows = getattr(made, "shadows", None)
        return _given(told if shadows is None else {**told, "ShadowProductionVariants": shadows})

    response.create_endpoint_config = create_endpoint_config
    response.describe_endpoint_config = describe_endpoint_config


def _endpoints(response: Any) -> None:
    create, describe = response.create_endpoint, response.describe_endpoint

    def create_endpoint(self: Any) -> ActionResult:
        result: ActionResult = create(self)
        made = self.sagemaker_backend.endpoints[self._get_param("EndpointName")]
        made.last_deployment_config = self._get_param("DeploymentConfig")
        return result

    def describe_endpoint(self: Any) -> ActionResult:
        told: dict[str, Any] = describe(self).result
        made = self.sagemaker_backend.endpoints[self._get_param("EndpointName")]
        last = getattr(made, "last_deployment_config", None)
        return _given(told if last is None else {**told, "LastDeploymentConfig": last})

    response.create_endpoint = create_endpoint
    response.describe_endpoint = describe_endpoint


def bridge() -> None:
    """Adds tracking servers, and keeps what is forgotten."""
    response: Any = SageMakerResponse
    for action in (
        create_mlflow_tracking_server,
        describe_mlflow_tracking_server,
        update_mlflow_tracking_server,
        delete_mlflow_tracking_server,
        update_endpoint,
    ):
        setattr(response, action.__name__, action)
    _resources()
    _models(response)
    _configurations(response)
    _endpoints(response)
