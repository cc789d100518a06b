"""moto has plans and vaults of AWS Backup, but neither what a plan selects nor what is in a vault.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupSelection.html
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByBackupVault.html: a vault that is deleted
with what is in it is asked first. Here no backup ever runs, so it is empty.
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


def bridge() -> None:
    """Adds the four calls, and puts a fifth right."""
    for name, action in (
        ("create_backup_selection", create),
        ("get_backup_selection", get),
        ("delete_backup_selection", delete),
        ("list_recovery_points_by_backup_vault", recovery_points),
        ("list_tags", tags),
    ):
        setattr(BackupResponse, name, action)
    urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/?$"] = urls.response.dispatch
