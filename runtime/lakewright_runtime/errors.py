"""What can go wrong, as classes with fields: each names the thing, what was found and what was expected."""

from __future__ import annotations

from typing import Any


class RuntimeFailure(Exception):  # noqa: N818 - named for what it is to the run
    """A failure that the runtime understands. `code` is stable; `fields` go to the log beside the message."""

    code = "failed"
    #: The process's exit code.
    exit_code = 1

    def __init__(self, message: str, **fields: Any) -> None:  # noqa: ANN401 - fields are log values of any JSON kind
        super().__init__(message)
        self.fields = fields


class WrongUsage(RuntimeFailure):
    """Arguments, bundle or bindings that cannot be run."""

    code = "wrong-usage"
    exit_code = 2


class BundleDamaged(RuntimeFailure):
    """A file of the bundle is missing or its digest is not the manifest's."""

    code = "bundle-damaged"
    exit_code = 2


class BindingMissing(RuntimeFailure):
    """The bindings lack a table or a parameter that the bundle needs."""

    code = "binding-missing"
    exit_code = 2


class ClaimRefused(RuntimeFailure):
    """Another run holds the table's writer lease."""

    code = "claim-refused"


class LeaseLost(RuntimeFailure):
    """This run's lease went to another one before the commit; nothing was written."""

    code = "lease-lost"


class GateFailed(RuntimeFailure):
    """A critical rule was broken, rows of a merge are ambiguous, or rows lie outside the interval."""

    code = "gate-failed"


class CountsOff(RuntimeFailure):
    """A sum of rows does not come out."""

    code = "counts-off"


class JoinMultiplies(RuntimeFailure):
    """A join found more rows than its declared cardinality allows."""

    code = "join-multiplies"


class ControlTotalOff(RuntimeFailure):
    """A declared total of the inputs is not that of the task's rows."""

    code = "control-total-off"


class CommitSkipped(RuntimeFailure):
    """A table did not take a commit, or has another mark than this run's."""

    code = "commit-skipped"


class SchemaDiffers(RuntimeFailure):
    """A table in storage differs from the program in a way that adding columns does not mend."""

    code = "schema-differs"


class FormatDiffers(RuntimeFailure):
    """A table in storage has another format than its contract says."""

    code = "format-differs"


class SourceFailed(RuntimeFailure):
    """Input files or a Python function gave something that the program does not take."""

    code = "source-failed"
