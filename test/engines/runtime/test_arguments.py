from datetime import UTC, datetime

import pytest
from lakewright_runtime.arguments import own_arguments, parse_arguments
from lakewright_runtime.errors import WrongUsage

GIVEN = ["--bundle", "b/", "--bindings", "x.json", "--interval-start", "2026-03-01", "--interval-end", "2026-03-02"]


def test_a_unit_and_its_interval():
    arguments = parse_arguments([*GIVEN, "--unit", "sales-bronze", "--run-id", "r1"])
    assert arguments.bundle == "b"
    assert arguments.unit == "sales-bronze"
    assert arguments.interval_start == datetime(2026, 3, 1, tzinfo=UTC)
    assert arguments.interval_end == datetime(2026, 3, 2, tzinfo=UTC)
    assert (arguments.restate, arguments.run_id) == (False, "r1")


def test_all_units_is_no_unit():
    assert parse_arguments([*GIVEN, "--all", "--restate"]).unit is None


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (GIVEN, "--unit"),
        ([*GIVEN, "--unit", "u", "--all"], "not allowed with"),
        ([*GIVEN, "--all", "--interval-end", "2026-02-01"], "ends at 2026-02-01"),
        ([*GIVEN, "--all", "--interval-end", "tomorrow"], "'tomorrow' is no instant"),
        ([*GIVEN, "--all", "--speed", "9"], "--speed"),
    ],
)
def test_wrong_usage_says_what_is_wrong(argv, message):
    with pytest.raises(WrongUsage, match=message) as raised:
        parse_arguments(argv)
    assert raised.value.exit_code == 2


def test_a_service_that_adds_arguments_leaves_ours_alone():
    ours = ["--unit", "sales-bronze", "--restate"]
    given = [
        "--JOB_NAME",
        "x",
        "--lakewright-arguments",
        '["--unit", "sales-bronze", "--restate"]',
        "--TempDir",
        "s3://a",
    ]
    assert own_arguments(given) == ours
    assert own_arguments(ours) == ours


@pytest.mark.parametrize("text", ["--unit", '{"unit": 1}', "[1]"])
def test_ours_are_a_list_of_texts(text):
    with pytest.raises(WrongUsage, match="expected a list of texts in JSON"):
        own_arguments(["--lakewright-arguments", text])


def test_ours_are_not_left_out():
    with pytest.raises(WrongUsage, match="found ''"):
        own_arguments(["--lakewright-arguments"])
