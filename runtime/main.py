"""Entry point of a bundle: finds the runtime beside itself, or on the path (spark.submit.pyFiles), and runs it."""

import os
import sys

_beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "runtime.zip")
if os.path.exists(_beside):
    sys.path.insert(0, _beside)

from lakewright_runtime.entry import main  # noqa: E402

if __name__ == "__main__":
    code = main(sys.argv[1:])
    # Some services take any SystemExit for a failure.
    if code != 0:
        sys.exit(code)
