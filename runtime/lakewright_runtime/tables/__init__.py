"""Tables in storage: what a task asks of one (interface.py), and how Delta and Iceberg do it."""

from lakewright_runtime.tables.interface import NO_VERSION, Commit, LakeTable, Mark, require_newer
from lakewright_runtime.tables.opening import open_table
from lakewright_runtime.tables.traces import refuse_other_format

__all__ = ["NO_VERSION", "Commit", "LakeTable", "Mark", "open_table", "refuse_other_format", "require_newer"]
