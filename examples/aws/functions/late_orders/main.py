"""Says which orders of a run came late."""

from __future__ import annotations

from typing import Any


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Counts the orders that were made before the interval of the run."""
    late = [order for order in event.get("orders", []) if order["ordered_at"] < event["interval_start"]]
    return {"late": len(late)}
