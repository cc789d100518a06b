"""What was tried, when, on which inputs, and how it ended."""

from lakewright_runtime.ledger.interface import (
    Attempt,
    ClaimRequest,
    InputVersion,
    Ledger,
    Measured,
    SourceFile,
)
from lakewright_runtime.ledger.opening import open_ledger

__all__ = ["Attempt", "ClaimRequest", "InputVersion", "Ledger", "Measured", "SourceFile", "open_ledger"]
