"""moto has no saved queries of CloudWatch Logs.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueryDefinitions.html
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse


def bridge() -> None:
    """Keeps definitions by their ids."""
    responses: Any = LogsResponse

    def definitions(self: Any) -> dict[str, dict[str, Any]]:
        backend: LogsBackend = self.logs_backend
        kept: dict[str, dict[str, Any]] = backend.__dict__.setdefault("query_definitions", {})
        return kept

    def put(self: Any) -> str:
        given = json.loads(self.body)
        given.pop("clientToken", None)
        query = given.setdefault("queryDefinitionId", str(uuid.uuid4()))
        definitions(self)[query] = given
        return json.dumps({"queryDefinitionId": query})

    def describe(self: Any) -> str:
        prefix = json.loads(self.body).get("queryDefinitionNamePrefix", "")
        found = [each for each in definitions(self).values() if each["name"].startswith(prefix)]
        return json.dumps({"queryDefinitions": found})

    def delete(self: Any) -> str:
        found = definitions(self).pop(json.loads(self.body)["queryDefinitionId"], None)
        return json.dumps({"success": found is not None})

    responses.put_query_definition = put
    responses.describe_query_definitions = describe
    responses.delete_query_definition = delete
