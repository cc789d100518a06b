"""moto's Prometheus forgets the key of a workspace, and has neither its configuration nor its alert manager.

https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateWorkspace.html
https://docs.aws.amazon.com/prometheus/latest/APIReference/API_UpdateWorkspaceConfiguration.html
https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateAlertManagerDefinition.html
"""

from __future__ import annotations

import json
import time
from typing import Any

from moto.amp import models, responses, urls
from moto.core.exceptions import JsonRESTError

_ACTIVE = {"statusCode": "ACTIVE"}
# https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-workspace-configuration.html
_DEFAULTS = {"retentionPeriodInDays": 150, "limitsPerLabelSet": []}


class NotFound(JsonRESTError):
    """What the service answers for a definition that was not made."""

    code = 404

    def __init__(self, what: str) -> None:
        super().__init__("ResourceNotFoundException", f"{what} not found")


def _workspace(self: Any) -> Any:
    return self.amp_backend.describe_workspace(workspace_id=self.path.split("/")[2])


def _put_definition(self: Any) -> str:
    workspace, now = _workspace(self), time.time()
    made = getattr(workspace, "alert_manager", {"createdAt": now})
    workspace.alert_manager = {**made, "data": json.loads(self.body)["data"], "modifiedAt": now, "status": _ACTIVE}
    return json.dumps({"status": _ACTIVE})


def _describe_definition(self: Any) -> str:
    found = getattr(_workspace(self), "alert_manager", None)
    if found is None:
        raise NotFound("alert manager definition")
    return json.dumps({"alertManagerDefinition": found})


def _delete_definition(self: Any) -> str:
    del _workspace(self).alert_manager
    return "{}"


def _update_configuration(self: Any) -> str:
    workspace, given = _workspace(self), json.loads(self.body)
    kept = getattr(workspace, "configuration", _DEFAULTS)
    workspace.configuration = {**kept, **{key: given[key] for key in _DEFAULTS if key in given}}
    return json.dumps({"status": _ACTIVE})


def _describe_configuration(self: Any) -> str:
    configuration = getattr(_workspace(self), "configuration", _DEFAULTS)
    return json.dumps({"workspaceConfiguration": {**configuration, "status": _ACTIVE}})


def bridge() -> None:
    """Adds the operations, and keeps the key."""
    create, describe = responses.PrometheusServiceResponse.create_workspace, models.Workspace.to_dict

    def create_workspace(self: Any) -> str:
        made = json.loads(create(self))
        workspace: Any = self.amp_backend.describe_workspace(workspace_id=made["workspaceId"])
        workspace.key = json.loads(self.body).get("kmsKeyArn")
        return json.dumps(workspace.to_dict())

    def to_dict(self: Any) -> dict[str, Any]:
        key = getattr(self, "key", None)
        return {**describe(self), **({} if key is None else {"kmsKeyArn": key})}

    models.Workspace.to_dict = to_dict  # type: ignore[method-assign]
    added = {
        "create_workspace": create_workspace,
        "create_alert_manager_definition": _put_definition,
        "put_alert_manager_definition": _put_definition,
        "describe_alert_manager_definition": _describe_definition,
        "delete_alert_manager_definition": _delete_definition,
        "update_workspace_configuration": _update_configuration,
        "describe_workspace_configuration": _describe_configuration,
    }
    for name, operation in added.items():
        setattr(responses.PrometheusServiceResponse, name, operation)
    for path in ("alertmanager/definition", "configuration"):
        urls.url_paths[f"{{0}}/workspaces/(?P<workspace_id>[^/]+)/{path}$"] = (
            responses.PrometheusServiceResponse.dispatch
        )
