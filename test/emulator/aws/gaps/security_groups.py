"""moto forgets the description of a rule that names a security group or a prefix list; the service gives it back.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html: `description` of every rule.
"""

from __future__ import annotations

from typing import Any

from moto.ec2.models.security_groups import SecurityGroupRule


def bridge() -> None:
    """Takes the description from whatever the rule names: a range, a group, a prefix list."""
    original = SecurityGroupRule.__init__

    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        # Positions as moto calls it: the backend, protocol, group, two ports, range, source group, prefix list.
        listed = kwargs.get("prefix_list_id", args[7] if len(args) > 7 else None)
        self.prefix_list_description = (listed or {}).get("Description")

    def description(self: Any) -> str | None:
        found = self.ip_range.get("Description") or self.source_group.get("Description")
        text: str | None = found or self.prefix_list_description
        return text

    SecurityGroupRule.__init__ = initialise  # type: ignore[method-assign]
    SecurityGroupRule.description = property(description)  # type: ignore[assignment, method-assign]
