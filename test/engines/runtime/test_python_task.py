from __future__ import annotations

import dataclasses
import sys

import pytest
from lakewright_runtime.errors import SourceFailed
from lakewright_runtime.program import Column, PythonSource
from lakewright_runtime.python_task import call_function


class Frame:
    """As much of a DataFrame as is asked."""

    def __init__(self, *columns):
        self.columns = list(columns)

    def __getitem__(self, name):
        return Expression(name)

    def select(self, *expressions):
        return [e.text for e in expressions]


class Expression:
    def __init__(self, text):
        self.text = text

    def cast(self, type_):
        return Expression(f"{self.text} as {type_}")

    def alias(self, name):
        return Expression(f"{self.text} = {name}")


SOURCE = PythonSource("models/score.py", "score", (), (Column("id", "string", False), Column("score", "double", True)))


def call(code):
    return call_function(SOURCE, code.encode(), {"gold.rfm": Frame("a")}, None)


def returning(*columns):
    return f"from {__name__} import Frame\ndef score(inputs, context): return Frame(*{columns!r})"


def test_columns_come_in_the_contract_s_order_and_types():
    assert call(returning("score", "id")) == ["`id` as string = id", "`score` as double = score"]


@pytest.mark.parametrize("columns", [("id",), ("id", "score", "more"), ("id", "Score"), ("id", "score", "score")])
def test_other_columns_are_named(columns):
    with pytest.raises(SourceFailed, match=r"returned columns .*; expected id, score"):
        call(returning(*columns))


def test_what_is_no_frame_is_named():
    with pytest.raises(SourceFailed, match="returned dict, expected a DataFrame"):
        call("def score(inputs, context): return dict(inputs)")


def test_a_function_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(SourceFailed, match="has no function 'score'; it has scores"):
        call("def scores(inputs, context): return 1\ndef _hidden(): pass")


def test_its_own_errors_pass_through():
    with pytest.raises(ZeroDivisionError):
        call("def score(inputs, context): return 1 / 0")


@pytest.mark.parametrize("needed", ["3.9", f"3.{sys.version_info[1]}"])
def test_this_python_does_for_what_needs_it_or_an_older_one(needed):
    assert call_function(needing(needed), returning("id", "score").encode(), {}, None)


def test_a_function_that_needs_a_newer_python_is_not_read_at_all():
    code = b"this is the grammar of some Python to come"
    with pytest.raises(SourceFailed, match=r"models/score\.py needs Python 3\.99 or later; this is 3\.\d+\.\d+"):
        call_function(needing("3.99"), code, {}, None)


def needing(python):
    return dataclasses.replace(SOURCE, requires_python=python)
