"""Runs a state machine of the emulator to its end: `python -m aws.execute --machine ARN --input JSON`.

With `--definition FILE` a machine of that definition is made first, under `--role`. Prints one line of JSON: status,
error, cause and the names of the states that were entered.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import boto3

_LONGEST_SECONDS = 60


def main() -> int:
    """Exits 0 whatever became of the execution; 1 when it does not end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--region", required=True)
    parser.add_argument("--machine")
    parser.add_argument("--definition", type=Path)
    parser.add_argument("--role")
    parser.add_argument("--input", required=True)
    options = parser.parse_args()
    client = boto3.client("stepfunctions", region_name=options.region)
    machine = options.machine
    if options.definition is not None:
        made = client.create_state_machine(
            name=f"test-{uuid.uuid4()}", definition=options.definition.read_text(), roleArn=options.role
        )
        machine = made["stateMachineArn"]
    execution = client.start_execution(stateMachineArn=machine, name=str(uuid.uuid4()), input=options.input)[
        "executionArn"
    ]
    for _ in range(_LONGEST_SECONDS * 5):
        found = client.describe_execution(executionArn=execution)
        if found["status"] != "RUNNING":
            print(json.dumps(_outcome(client, execution, found)))
            return 0
        time.sleep(0.2)
    print(f"{execution} still runs after {_LONGEST_SECONDS} s", file=sys.stderr)
    return 1


def _outcome(client: Any, execution: str, found: dict[str, Any]) -> dict[str, Any]:
    events = client.get_execution_history(executionArn=execution, maxResults=1000)["events"]
    entered = [e["stateEnteredEventDetails"]["name"] for e in events if "stateEnteredEventDetails" in e]
    failed = next((e["executionFailedEventDetails"] for e in events if "executionFailedEventDetails" in e), {})
    return {"status": found["status"], "entered": entered, "error": failed.get("error"), "cause": failed.get("cause")}


if __name__ == "__main__":
    sys.exit(main())
