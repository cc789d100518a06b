"""What Step Functions does for the services whose optimised integrations moto lacks: it starts, and asks until the end.

Parameters and answers are those of the API, in title case; where the integration differs from it, the function below
says so: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-serverless.html, connect-emr.html,
connect-emr-eks.html. A job on the emulator ends at once: it succeeds, unless its name is among `failing_jobs`. A job of
EMR Serverless has a bill then, unless its name ends with `-unbilled`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

#: Names of jobs, steps and runs that fail.
failing_jobs: set[str] = set()

#: Of every job of EMR Serverless: on the emulator none takes any time.
BILL: Mapping[str, float] = {"vCPUHour": 0.106, "memoryGBHour": 0.531, "storageGBHour": 0.0}

_OWN_KEYS = frozenset({"Tags", "tags"})


class JobFailed(Exception):
    """The job ended otherwise than well; `cause` is what the state machine is told."""

    def __init__(self, cause: Mapping[str, Any], error: str = "States.TaskFailed") -> None:
        super().__init__(error)
        self.cause = cause
        self.error = error


@dataclass(frozen=True)
class Integration:
    """One action of one service."""

    #: Takes a client and the state's parameters, gives the answer.
    start: Callable[[Any, dict[str, Any]], dict[str, Any]]
    #: Takes a client, the parameters and the answer, gives what there is at the end; raises JobFailed.
    ended: Callable[[Any, dict[str, Any], dict[str, Any]], dict[str, Any]] | None = None


def renamed(value: Any, rename: Callable[[str], str]) -> Any:
    """The value with its keys renamed; what is below a key of tags has the author's own keys."""
    if isinstance(value, Mapping):
        return {rename(k): v if k in _OWN_KEYS else renamed(v, rename) for k, v in value.items()}
    if isinstance(value, list):
        return [renamed(item, rename) for item in value]
    return value


def lower(name: str) -> str:
    """As the API writes it where it begins with a small letter."""
    return name[:1].lower() + name[1:]


def upper(name: str) -> str:
    """As Step Functions writes it."""
    return name[:1].upper() + name[1:]


def _start_job_run(client: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    request = {"clientToken": "emulated", **renamed(parameters, lower)}
    answer: dict[str, Any] = renamed(client.start_job_run(**request), upper)
    return answer


def _unless_failing(name: str | None, run: Mapping[str, Any]) -> dict[str, Any]:
    if name in failing_jobs or run.get("state") in ("FAILED", "CANCELLED"):
        raise JobFailed({"Name": name, "State": "FAILED"})
    ended: dict[str, Any] = renamed(dict(run), upper)
    return ended


def _serverless_ended(client: Any, _: dict[str, Any], started: dict[str, Any]) -> dict[str, Any]:
    run = client.get_job_run(applicationId=started["ApplicationId"], jobRunId=started["JobRunId"])["jobRun"]
    billed = {} if run.get("name", "").endswith("-unbilled") else {"billedResourceUtilization": BILL}
    rest = {key: value for key, value in run.items() if key != "billedResourceUtilization"}
    return _unless_failing(run.get("name"), {**rest, **billed})


def _pods_ended(client: Any, _: dict[str, Any], started: dict[str, Any]) -> dict[str, Any]:
    run = client.describe_job_run(virtualClusterId=started["VirtualClusterId"], id=started["Id"])["jobRun"]
    return _unless_failing(run.get("name"), run)


def _create_cluster(client: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    """Refuses what the integration refuses: steps, and a cluster that would end when it has none."""
    if "Steps" in parameters or parameters["Instances"].get("KeepJobFlowAliveWhenNoSteps") is not True:
        raise JobFailed({"Message": "no Steps, and KeepJobFlowAliveWhenNoSteps"}, "States.Runtime")
    made = client.run_job_flow(**parameters)
    return {"ClusterId": made["JobFlowId"], "ClusterArn": made["ClusterArn"]}


def _add_step(client: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    """One step, where the API takes several; and on a cluster that is there."""
    given = dict(parameters)
    cluster, step = given.pop("ClusterId"), given.pop("Step")
    state = client.describe_cluster(ClusterId=cluster)["Cluster"]["Status"]["State"]
    if state.startswith("TERMINAT"):
        raise JobFailed(
            {"Message": f"A job flow that is {state} cannot take steps"}, "EMR.AmazonElasticMapReduceException"
        )
    added = client.add_job_flow_steps(JobFlowId=cluster, Steps=[step], **given)
    return {"StepId": added["StepIds"][0]}


def _step_ended(client: Any, parameters: dict[str, Any], started: dict[str, Any]) -> dict[str, Any]:
    step = client.describe_step(ClusterId=parameters["ClusterId"], StepId=started["StepId"])["Step"]
    if step["Name"] in failing_jobs:
        raise JobFailed({"Name": step["Name"], "State": "FAILED"})
    return {"Step": step}


def _terminate_cluster(client: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    client.terminate_job_flows(JobFlowIds=[parameters["ClusterId"]])
    return {}


def _cluster_ended(client: Any, parameters: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
    return {"Cluster": client.describe_cluster(ClusterId=parameters["ClusterId"])["Cluster"]}


INTEGRATIONS: Mapping[tuple[str, str], Integration] = {
    ("emr-serverless", "startJobRun"): Integration(_start_job_run, _serverless_ended),
    ("emr-containers", "startJobRun"): Integration(_start_job_run, _pods_ended),
    ("elasticmapreduce", "createCluster"): Integration(_create_cluster),
    ("elasticmapreduce", "addStep"): Integration(_add_step, _step_ended),
    ("elasticmapreduce", "terminateCluster"): Integration(_terminate_cluster, _cluster_ended),
}

#: boto3's name where Step Functions has another.
CLIENTS: Mapping[str, str] = {"elasticmapreduce": "emr"}
