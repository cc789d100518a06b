"""moto has none of Managed Grafana: workspaces, how people sign in, and who may do what, kept here as they were given.

https://docs.aws.amazon.com/grafana/latest/APIReference/API_CreateWorkspace.html
https://docs.aws.amazon.com/grafana/latest/APIReference/API_UpdateWorkspaceAuthentication.html
https://docs.aws.amazon.com/grafana/latest/APIReference/API_UpdatePermissions.html
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

_SIGNED = re.compile(r"Credential=[^/]+/\d+/(?P<region>[^/]+)/grafana/aws4_request")
_PATH = re.compile(r"/workspaces(/(?P<id>[^/]+)(/(?P<part>[a-z]+))?)?$")
# What CreateWorkspace calls otherwise than DescribeWorkspace.
_RENAMED = {
    "workspaceName": "name",
    "workspaceDescription": "description",
    "workspaceDataSources": "dataSources",
    "workspaceNotificationDestinations": "notificationDestinations",
    "workspaceOrganizationalUnits": "organizationalUnits",
}
_OWN = {"authenticationProviders", "configuration", "clientToken"}

_workspaces: dict[str, dict[str, Any]] = {}
_configurations: dict[str, str] = {}
_saml: dict[str, dict[str, Any]] = {}
_permissions: dict[str, list[dict[str, Any]]] = {}

Answer = tuple[int, dict[str, Any]]


def _create(given: dict[str, Any], region: str) -> Answer:
    workspace_id = f"g-{uuid.uuid4().hex[:10]}"
    _configurations[workspace_id] = given.get("configuration", "{}")
    _permissions[workspace_id] = []
    now = time.time()
    _workspaces[workspace_id] = {
        **{_RENAMED.get(key, key): value for key, value in given.items() if key not in _OWN},
        "id": workspace_id,
        "endpoint": f"{workspace_id}.grafana-workspace.{region}.amazonaws.com",
        "status": "ACTIVE",
        "created": now,
        "modified": now,
        "authentication": {
            "providers": given["authenticationProviders"],
            "samlConfigurationStatus": "NOT_CONFIGURED",
        },
    }
    return 202, {"workspace": _workspaces[workspace_id]}


def _workspace(method: str, workspace_id: str, given: dict[str, Any]) -> Answer:
    workspace = _workspaces[workspace_id]
    if method == "DELETE":
        return 202, {"workspace": {**_workspaces.pop(workspace_id), "status": "DELETING"}}
    if method == "PUT":
        workspace.update({_RENAMED.get(key, key): value for key, value in given.items() if key not in _OWN})
    return 200, {"workspace": workspace}


def _authentication(method: str, workspace_id: str, given: dict[str, Any]) -> Answer:
    summary = _workspaces[workspace_id]["authentication"]
    if method == "POST":
        summary["providers"] = given["authenticationProviders"]
        if "samlConfiguration" in given:
            _saml[workspace_id] = given["samlConfiguration"]
            summary["samlConfigurationStatus"] = "CONFIGURED"
    saml = {"status": summary["samlConfigurationStatus"], "configuration": _saml.get(workspace_id, {})}
    return 200, {"authentication": {"providers": summary["providers"], "saml": saml}}


def _configuration(method: str, workspace_id: str, given: dict[str, Any]) -> Answer:
    if method == "PUT":
        _configurations[workspace_id] = given["configuration"]
        return 202, {}
    version = _workspaces[workspace_id].get("grafanaVersion", "10.4")
    return 200, {"configuration": _configurations[workspace_id], "grafanaVersion": version}


def _people(method: str, workspace_id: str, given: dict[str, Any]) -> Answer:
    kept = _permissions[workspace_id]
    if method == "GET":
        return 200, {"permissions": kept}
    for instruction in given["updateInstructionBatch"]:
        entries = [{"role": instruction["role"], "user": user} for user in instruction["users"]]
        kept[:] = [entry for entry in kept if entry not in entries]
        if instruction["action"] == "ADD":
            kept.extend(entries)
    return 200, {"errors": []}


_PARTS: dict[str | None, Callable[[str, str, dict[str, Any]], Answer]] = {
    None: _workspace,
    "authentication": _authentication,
    "configuration": _configuration,
    "permissions": _people,
}


def _tags(method: str, path: str, query: str, given: dict[str, Any]) -> Answer:
    tags = _workspaces[path.rsplit("/", 1)[-1]].setdefault("tags", {})
    if method == "POST":
        tags.update(given["tags"])
    if method == "DELETE":
        for key in parse_qs(query).get("tagKeys", []):
            tags.pop(key, None)
    return 200, {"tags": tags} if method == "GET" else {}


def _answer(environ: dict[str, Any], region: str) -> Answer:
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    given: dict[str, Any] = json.loads(body) if body else {}
    try:
        if path.startswith("/tags/"):
            return _tags(method, path, environ.get("QUERY_STRING", ""), given)
        found = _PATH.fullmatch(path)
        if found is None:
            raise KeyError(path)
        if found["id"] is None:
            return _create(given, region) if method == "POST" else (200, {"workspaces": list(_workspaces.values())})
        return _PARTS[found["part"]](method, found["id"], given)
    except KeyError as missing:
        return 404, {"message": f"{missing} is not there", "resourceId": path, "resourceType": "Workspace"}


def bridge() -> None:
    """Answers what is signed for Grafana, and leaves the rest to moto."""
    original = DomainDispatcherApplication.__call__

    def call(self: Any, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        signed = _SIGNED.search(environ.get("HTTP_AUTHORIZATION", ""))
        if signed is None:
            answered: Iterable[bytes] = original(self, environ, start_response)
            return answered
        status, answer = _answer(environ, signed["region"])
        headers = [("Content-Type", "application/json")]
        if status == 404:
            headers.append(("x-amzn-ErrorType", "ResourceNotFoundException"))
        start_response(f"{status} ", headers)
        return [json.dumps(answer).encode()]

    DomainDispatcherApplication.__call__ = call  # type: ignore[method-assign]
