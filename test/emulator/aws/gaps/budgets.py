"""moto keeps the subscribers of a budget's notifications but does not give them back, and knows no tags of budgets.

https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeSubscribersForNotification.html
https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_ListTagsForResource.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.budgets import models, responses

# By the budget's ARN.
_tags: dict[str, dict[str, str]] = {}
_COMPARED = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")


def _create_budget(self: Any) -> str:
    account, budget = self._get_param("AccountId"), self._get_param("Budget")
    self.backend.create_budget(
        account_id=account, budget=budget, notifications=self._get_param("NotificationsWithSubscribers", [])
    )
    arn = f"arn:{self.partition}:budgets::{account}:budget/{budget['BudgetName']}"
    _tags[arn] = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags", [])}
    return json.dumps({})


def _list_tags(self: Any) -> str:
    tags = _tags.get(self._get_param("ResourceARN"), {})
    return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]})


def _tag(self: Any) -> str:
    of = _tags.setdefault(self._get_param("ResourceARN"), {})
    of.update({tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")})
    return json.dumps({})


def _untag(self: Any) -> str:
    for key in self._get_param("ResourceTagKeys"):
        _tags.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return json.dumps({})


def _describe_subscribers(self: Any) -> str:
    wanted = self._get_param("Notification")
    budget: models.Budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
    for notification in budget.notifications:
        if all(notification.details.get(key) == wanted.get(key) for key in _COMPARED):
            return json.dumps({"Subscribers": notification.subscribers})
    return json.dumps({"Subscribers": []})


def bridge() -> None:
    """Adds the operations that the provider calls for a budget with notifications."""
    added = {
        "create_budget": _create_budget,
        "describe_subscribers_for_notification": _describe_subscribers,
        "list_tags_for_resource": _list_tags,
        "tag_resource": _tag,
        "untag_resource": _untag,
    }
    for name, operation in added.items():
        setattr(responses.BudgetsResponse, name, operation)
