"""moto lacks ValidateStateMachineDefinition and ListStateMachineVersions, which the provider calls."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.stepfunctions.responses import StepFunctionResponse


def _validate(_: Any) -> ActionResult:
    return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})


def _versions(_: Any) -> ActionResult:
    return ActionResult({"stateMachineVersions": []})


def bridge() -> None:
    """Answers both: every definition that parses is valid, and there are no published versions."""
    StepFunctionResponse.validate_state_machine_definition = _validate  # type: ignore[attr-defined]
    StepFunctionResponse.list_state_machine_versions = _versions  # type: ignore[attr-defined]
