"""Keeps a lease while a task runs."""

from __future__ import annotations

import threading
from types import TracebackType

from lakewright_runtime.errors import LeaseLost
from lakewright_runtime.ledger import Attempt, Ledger

#: A third of the time after which a silent process is taken for dead.
HEARTBEAT_SECONDS = 60


class Heartbeat:
    """Beats in a thread of its own; `check` raises what the last beats met."""

    def __init__(self, ledger: Ledger, attempt: Attempt, seconds: float = HEARTBEAT_SECONDS) -> None:
        self._ledger = ledger
        self._attempt = attempt
        self._seconds = seconds
        self._stop = threading.Event()
        self._lost: LeaseLost | None = None
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat {attempt.task}", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(timeout=self._seconds)

    def check(self) -> None:
        """Before a commit: the lease is still ours. Raises LeaseLost."""
        if self._lost is not None:
            raise self._lost
        self._ledger.heartbeat(self._attempt)

    def _beat(self) -> None:
        while not self._stop.wait(self._seconds):
            try:
                self._ledger.heartbeat(self._attempt)
            except LeaseLost as lost:
                self._lost = lost
                return
            except Exception:
                continue
