"""Runs the tasks of a bundle on Spark with Delta: the same phases as the local runner, docs/write-modes.md."""

from lakewright_runtime.python_task import TaskContext

__all__ = ["TaskContext"]
