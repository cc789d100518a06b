"""moto has plans and vaults of AWS Backup, but not what a plan selects, what is in a vault, and a region's settings.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupSelection.html
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByBackupVault.html: a vault that is deleted
with what is in it is asked first. Here no backup ever runs, so it is empty.
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html: tells of all types.
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListTags.html: without a slash at the end, moto finds none.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

from moto.backup import urls
from moto.backup.exceptions import ResourceNotFoundException
from moto.backup.responses import BackupResponse


def _plan(response: Any) -> Any:
    plan_id = response.path.split("/plans/")[1].split("/")[0]
    plan = response.backup_backend.get_backup_plan(backup_plan_id=plan_id, version_id=None)
    if not hasattr(plan, "selections"):
        plan.selections = {}
    return plan


def _selection_id(response: Any) -> str:
    return str(response.path.rstrip("/").rsplit("/", 1)[-1])


def create(self: Any) -> str:
    """Keeps what was asked for."""
    plan, selection_id = _plan(self), str(uuid4())
    plan.selections[selection_id] = {
        "BackupPlanId": plan.backup_plan_id,
        "BackupSelection": json.loads(self.body)["BackupSelection"],
        "CreationDate": plan.creation_date,
        "SelectionId": selection_id,
    }
    kept = plan.selections[selection_id]
    return json.dumps({key: kept[key] for key in ("BackupPlanId", "CreationDate", "SelectionId")})


def get(self: Any) -> str:
    """Gives it back."""
    found = _plan(self).selections.get(_selection_id(self))
    if found is None:
        raise ResourceNotFoundException(msg="Cannot find the selection")
    return json.dumps(found)


def delete(self: Any) -> str:
    """Forgets it."""
    _plan(self).selections.pop(_selection_id(self), None)
    return "{}"


def recovery_points(self: Any) -> str:
    """None."""
    return json.dumps({"RecoveryPoints": []})


def tags(self: Any) -> str:
    """Those of the resource that is named last, slash or none."""
    arn = unquote(self.path.rstrip("/").rsplit("/", 1)[-1])
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


# As in an account that began with AWS Backup before it knew these.
_settings = {
    "ResourceTypeOptInPreference": {"DynamoDB": True, "EBS": True, "EFS": True, "RDS": False},
    "ResourceTypeManagementPreference": {"DynamoDB": False, "EFS": True},
}


def settings(self: Any) -> str:
    """Keeps what is asked for beside what is there, and tells of all."""
    if self.method == "GET":
        return json.dumps(_settings)
    for what, asked in json.loads(self.body).items():
        _settings[what].update(asked or {})
    return ""


def bridge() -> None:
    """Adds the six calls, and puts a seventh right."""
    for name, action in (
        ("create_backup_selection", create),
        ("get_backup_selection", get),
        ("delete_backup_selection", delete),
        ("list_recovery_points_by_backup_vault", recovery_points),
        ("list_tags", tags),
        ("describe_region_settings", settings),
        ("update_region_settings", settings),
    ):
        setattr(BackupResponse, name, action)
    urls.url_paths["{0}/account-settings/?$"] = urls.response.dispatch
    urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/?$"] = urls.response.dispatch
