"""Clients of AWS."""

from __future__ import annotations

import sys
from typing import Any

from lakewright_runtime.errors import WrongUsage


def aws_client(
    service: str,
    region: str | None = None,
    config: Any = None,  # noqa: ANN401 - botocore's, imported where it is made
) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """A client with the job's credentials, in a region or the job's own.

    The default Python of EMR has boto3. One that was shipped for a task has what was packed.
    """
    try:
        import boto3
    except ModuleNotFoundError:
        raise WrongUsage(
            f"{sys.executable} (Python {sys.version_info[0]}.{sys.version_info[1]}) has no boto3, which the runtime "
            "needs; pack it into the archive of that Python"
        ) from None
    return boto3.client(service, region_name=region, config=config)
