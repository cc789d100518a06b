"""moto loads AWS's own policies all or not at all; all take seconds at every start. Here each is there when asked for.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html takes their ARNs.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from moto.iam import models
from moto.iam.aws_managed_policies import aws_managed_policies_data


@functools.cache
def _all() -> dict[str, Any]:
    return dict(json.loads(aws_managed_policies_data))


def bridge() -> None:
    """Adds a policy of AWS to an account when a role is given it."""
    original = models.IAMBackend.attach_role_policy

    def attach_role_policy(self: Any, policy_arn: str, role_name: str) -> None:
        name = policy_arn.rsplit("/", 1)[-1]
        if ":iam::aws:policy/" in policy_arn and policy_arn not in self.managed_policies and name in _all():
            policy = models.AWSManagedPolicy.from_data(name, self.account_id, self.region_name, _all()[name])
            self.managed_policies[policy.arn] = policy
        original(self, policy_arn, role_name)

    models.IAMBackend.attach_role_policy = attach_role_policy  # type: ignore[method-assign]
