"""The runtime is tested as it is in the repository."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "runtime"))
sys.dont_write_bytecode = True
