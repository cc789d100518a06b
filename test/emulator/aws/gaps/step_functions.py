"""moto lacks ValidateStateMachineDefinition and ListStateMachineVersions, which the provider calls, and it cannot run
jobs of EMR, in any of its forms, to their end. Starting a second execution fails too: the machine is copied with its
backend, and so with the locks of what runs. A run of Glue it starts, and fails to wait for. An execution's time of
start is no text in its context, though it says that it is.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import (
    FailureEvent,
    FailureEventException,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_glue,
    state_task_service_unsupported,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import ResourceCondition
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for
from moto.stepfunctions.parser.backend import execution_worker
from moto.stepfunctions.responses import StepFunctionResponse

from .step_functions_jobs import CLIENTS, INTEGRATIONS, JobFailed, failing_jobs


def _validate(_: Any) -> ActionResult:
    return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})


def _versions(_: Any) -> ActionResult:
    return ActionResult({"stateMachineVersions": []})


def _clone(self: Any, _: Any) -> Any:
    clone = copy.copy(self)
    clone.executions = list(self.executions)
    return clone


def _execution(**data: Any) -> dict[str, Any]:
    """https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html"""
    return {**data, "StartTime": data["StartTime"].strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"}


def _client(service: str, part: Any, credentials: Any) -> Any:
    return boto_client_for(service=CLIENTS.get(service, service), region=part.region, state_credentials=credentials)


def _plain(value: Any) -> Any:
    """As JSON: answers hold times, which a state's output does not."""
    return json.loads(json.dumps(value, default=str))


def _failure(task: Any, env: Any, failed: JobFailed) -> FailureEventException:
    details = TaskFailedEventDetails(
        error=failed.error,
        cause=json.dumps(failed.cause),
        resource=task._get_sfn_resource(),
        resourceType=task._get_sfn_resource_type(),
    )
    name: ErrorName = (
        StatesErrorName(StatesErrorNameType.StatesTaskFailed)
        if failed.error == StatesErrorNameType.StatesTaskFailed.to_name()
        else CustomErrorName(failed.error)
    )
    return FailureEventException(
        FailureEvent(
            env=env,
            error_name=name,
            event_type=HistoryEventType.TaskFailed,
            event_details=EventDetails(taskFailedEventDetails=details),
        )
    )


def _resolver(
    self: Any, env: Any, resource_runtime_part: Any, normalised_parameters: Any, state_credentials: Any
) -> Callable[[], Any]:
    """What is asked until it answers something: the ended job."""
    started = env.stack.pop()
    integration = INTEGRATIONS[self.resource.api_name, self.resource.api_action]
    client = _client(self.resource.api_name, resource_runtime_part, state_credentials)

    def ended() -> Any:
        if integration.ended is None:
            return started
        try:
            return _plain(integration.ended(client, normalised_parameters, started))
        except JobFailed as failed:
            raise _failure(self, env, failed) from failed

    return ended


def _end_runs_of_glue() -> None:
    # Without an endpoint for tokens, which Glue has no use for, moto fails at the end of every run.
    state_task_service_glue._SUPPORTED_INTEGRATION_PATTERNS.add(ResourceCondition.WaitForTaskToken)
    glue: Any = state_task_service_glue.StateTaskServiceGlue
    original = glue._sync_to_start_job_run

    def resolver(self: Any, env: Any, *args: Any) -> Any:
        name = env.stack[-1]["JobName"]
        resolve = original(self, env, *args)

        def ended() -> Any:
            run = resolve()
            if run is not None and name in failing_jobs:
                raise _failure(self, env, JobFailed({"JobName": name, "JobRunState": "FAILED"}))
            return None if run is None else _plain(run)

        return ended

    glue._sync_to_start_job_run = resolver


def bridge() -> None:
    """Answers both calls (every definition that parses is valid, nothing is published) and runs jobs to their end."""
    StepFunctionResponse.validate_state_machine_definition = _validate  # type: ignore[attr-defined]
    StepFunctionResponse.list_state_machine_versions = _versions  # type: ignore[attr-defined]
    StateMachine.__deepcopy__ = _clone  # type: ignore[attr-defined]
    execution_worker.ExecutionData = _execution  # type: ignore[misc,assignment]
    state_task_service_unsupported._SUPPORTED_INTEGRATION_PATTERNS.add(ResourceCondition.Sync)
    service = state_task_service_unsupported.StateTaskServiceUnsupported
    start_original = service._eval_service_task

    def start(self: Any, env: Any, resource_runtime_part: Any, **rest: Any) -> None:
        integration = INTEGRATIONS.get((self.resource.api_name, self.resource.api_action))
        if integration is None:
            start_original(self, env=env, resource_runtime_part=resource_runtime_part, **rest)
            return
        client = _client(self.resource.api_name, resource_runtime_part, rest["state_credentials"])
        try:
            answer = integration.start(client, rest["normalised_parameters"])
        except JobFailed as failed:
            raise _failure(self, env, failed) from failed
        answer.pop("ResponseMetadata", None)
        env.stack.append(_plain(answer))

    service._eval_service_task = start  # type: ignore[method-assign]
    service._build_sync_resolver = _resolver  # type: ignore[method-assign]
    _end_runs_of_glue()
