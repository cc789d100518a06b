from datetime import UTC, datetime, timedelta, timezone

import pytest
from lakewright_runtime.errors import BindingMissing
from lakewright_runtime.instants import instant_text, parse_instant, sql_timestamp
from lakewright_runtime.program import Statement
from lakewright_runtime.statements import render

START = datetime(2026, 3, 1, 2, 0, 0, 5, tzinfo=UTC)


def rendered(sql, parameters=None, **values):
    return render(Statement(sql, parameters or {}), lambda table: f"<{table}>", values)


def test_tables_and_parameters_are_put_in():
    sql = "SELECT * FROM ${silver.orders} AS t WHERE t.at >= CAST(:interval_start AS timestamp) AND t.c = :COUNTRY"
    found = rendered(
        sql, {"interval_start": "timestamp", "COUNTRY": "string"}, interval_start=START, COUNTRY=r"O'Hara \n"
    )
    assert found == (
        "SELECT * FROM <silver.orders> AS t WHERE t.at >= CAST(TIMESTAMP '2026-03-01 02:00:00.000005Z' AS timestamp) "
        r"AND t.c = 'O\'Hara \\n'"
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ':x ${silver.a}'",
        'SELECT ":x"',
        "SELECT `:x`",
        r"SELECT 'it\'s :x'",
        r"SELECT r'\' , ':x'",
        "SELECT 1 -- :x ${silver.a}",
        "SELECT /* :x\n */ 1",
        "SELECT a::x",
        "SELECT :y",
    ],
)
def test_text_that_only_looks_like_a_parameter_stays(text):
    assert rendered(text, {"x": "string"}, x="no") == text


def test_a_parameter_without_a_value_is_named():
    with pytest.raises(BindingMissing, match="'LANDING' has no value"):
        rendered("SELECT :LANDING", {"LANDING": "string"})


def test_instants_are_utc_whatever_their_offset():
    assert parse_instant("2026-03-01T01:00:00+01:00") == datetime(2026, 3, 1, tzinfo=UTC)
    assert instant_text(parse_instant("2026-03-01")) == "2026-03-01T00:00:00.000Z"
    east = timezone(timedelta(hours=2))
    assert sql_timestamp(datetime(2026, 3, 1, 2, tzinfo=east)) == "TIMESTAMP '2026-03-01 00:00:00.000000Z'"
