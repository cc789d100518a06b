"""A driver of its own for one run of a bundle, which is killed at a point: the process, with its JVM."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "server"))

from lakewright_runtime.entry import main
from sessions import SHORT, open_test_session

task, point, *arguments = sys.argv[1:]


def failpoint(at_task: str, at_point: str) -> None:
    if (at_task, at_point) == (task, point):
        os.killpg(os.getpgid(0), signal.SIGKILL)


open_test_session(memory="1g", options=SHORT)
sys.exit(main(arguments, failpoint))
