"""moto lacks ValidateStateMachineDefinition and ListStateMachineVersions, which the provider calls, and it cannot run
`emr-serverless:startJobRun.sync`. Starting a second execution fails too: the machine is copied with its backend, and so
with the locks of what runs.

A job on the emulator ends at once: it succeeds, unless its name is among `failing_jobs`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import (
    FailureEvent,
    FailureEventException,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_unsupported
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import ResourceCondition
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for
from moto.stepfunctions.responses import StepFunctionResponse

#: Names of jobs that fail.
failing_jobs: set[str] = set()


def _validate(_: Any) -> ActionResult:
    return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})


def _versions(_: Any) -> ActionResult:
    return ActionResult({"stateMachineVersions": []})


def _renamed(value: Any, rename: Callable[[str], str], keep: frozenset[str]) -> Any:
    """The value with its keys renamed; what is below a key of `keep` has the author's own keys."""
    if isinstance(value, dict):
        return {rename(k): v if k in keep else _renamed(v, rename, keep) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(item, rename, keep) for item in value]
    return value


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]


_OWN_KEYS = frozenset({"Tags", "tags"})


def _clone(self: Any, _: Any) -> Any:
    clone = copy.copy(self)
    clone.executions = list(self.executions)
    return clone


def _client(part: Any, credentials: Any) -> Any:
    return boto_client_for(service="emr-serverless", region=part.region, state_credentials=credentials)


def _start(self: Any, env: Any, resource_runtime_part: Any, normalised_parameters: Any, state_credentials: Any) -> None:
    """Starts the job; the state's parameters are the API's in title case."""
    request = _renamed(normalised_parameters, _lower, _OWN_KEYS)
    request.setdefault("clientToken", "emulated")
    response = _client(resource_runtime_part, state_credentials).start_job_run(**request)
    response.pop("ResponseMetadata", None)
    env.stack.append(_renamed(response, _upper, _OWN_KEYS))


def _resolver(
    self: Any, env: Any, resource_runtime_part: Any, normalised_parameters: Any, state_credentials: Any
) -> Callable[[], Any]:
    """What is asked until it answers something: the ended job."""
    started = env.stack.pop()
    client = _client(resource_runtime_part, state_credentials)

    def ended() -> Any:
        run = client.get_job_run(applicationId=started["ApplicationId"], jobRunId=started["JobRunId"])["jobRun"]
        if run["state"] in ("FAILED", "CANCELLED") or run.get("name") in failing_jobs:
            details = TaskFailedEventDetails(
                error="States.TaskFailed",
                cause=json.dumps({"Name": run.get("name"), "State": "FAILED"}),
                resource=self._get_sfn_resource(),
                resourceType=self._get_sfn_resource_type(),
            )
            raise FailureEventException(
                FailureEvent(
                    env=env,
                    error_name=StatesErrorName(StatesErrorNameType.StatesTaskFailed),
                    event_type=HistoryEventType.TaskFailed,
                    event_details=EventDetails(taskFailedEventDetails=details),
                )
            )
        return json.loads(json.dumps(_renamed(run, _upper, _OWN_KEYS), default=str))

    return ended


def bridge() -> None:
    """Answers both calls (every definition that parses is valid, nothing is published) and runs jobs to their end."""
    StepFunctionResponse.validate_state_machine_definition = _validate  # type: ignore[attr-defined]
    StepFunctionResponse.list_state_machine_versions = _versions  # type: ignore[attr-defined]
    StateMachine.__deepcopy__ = _clone  # type: ignore[attr-defined]
    state_task_service_unsupported._SUPPORTED_INTEGRATION_PATTERNS.add(ResourceCondition.Sync)
    service = state_task_service_unsupported.StateTaskServiceUnsupported
    start_original = service._eval_service_task

    def start(self: Any, env: Any, resource_runtime_part: Any, **rest: Any) -> None:
        if self.resource.api_name == "emr-serverless" and self.resource.api_action == "startJobRun":
            _start(self, env, resource_runtime_part, **rest)
        else:
            start_original(self, env=env, resource_runtime_part=resource_runtime_part, **rest)

    service._eval_service_task = start  # type: ignore[method-assign]
    service._build_sync_resolver = _resolver  # type: ignore[method-assign]
