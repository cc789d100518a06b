"""Where MOTO_ACCOUNT_ID says the account, moto takes all callers for its own, also those that took a role elsewhere.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
"""

from __future__ import annotations

import os
from typing import Any

from moto.core.responses import BaseResponse
from moto.iam.models import iam_backends
from moto.utilities.utils import PARTITION_NAMES


def _account_of(self: Any) -> str:
    """The account whose key signed the request; the emulator's own for keys that nobody made."""
    key = self.get_access_key()
    for account, backends in list(iam_backends.items()):
        if any(key in backends[partition].access_keys for partition in PARTITION_NAMES):
            return str(account)
    return os.environ["MOTO_ACCOUNT_ID"]


def bridge() -> None:
    """Lets who took a role of another account act there."""
    BaseResponse.get_current_account = _account_of  # type: ignore[method-assign]
