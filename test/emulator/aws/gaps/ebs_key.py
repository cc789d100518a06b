"""moto knows whether volumes are encrypted by default, but not with which key.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsDefaultKmsKeyId.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.responses import EC2Response

_default = "alias/aws/ebs"
# By account and region.
_keys: dict[tuple[str, str], str] = {}


def _answer(self: Any) -> ActionResult:
    return ActionResult({"KmsKeyId": _keys.get((self.current_account, self.region), _default)})


def _modify(self: Any) -> ActionResult:
    _keys[(self.current_account, self.region)] = self._get_param("KmsKeyId")
    return _answer(self)


def _reset(self: Any) -> ActionResult:
    _keys.pop((self.current_account, self.region), None)
    return _answer(self)


def bridge() -> None:
    """Adds the three operations on the key."""
    operations = {"get": _answer, "modify": _modify, "reset": _reset}
    for verb, operation in operations.items():
        setattr(EC2Response, f"{verb}_ebs_default_kms_key_id", operation)
