from __future__ import annotations

import sys

import pytest
from lakewright_runtime.aws import aws_client
from lakewright_runtime.errors import WrongUsage


def test_a_python_without_boto3_is_told_by_its_path_and_version(monkeypatch):
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(WrongUsage, match=r"python\S* \(Python 3\.\d+\) has no boto3, .* pack it into the archive"):
        aws_client("s3")


def test_a_client_is_of_the_region_that_is_named():
    assert aws_client("dynamodb", "eu-north-1").meta.region_name == "eu-north-1"
