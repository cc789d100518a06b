"""Starts the emulator: `python -m aws --requests FILE`; prints one line of JSON with its address once it listens."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path


def main() -> None:
    """Serves until it is told to end (SIGTERM) or its parent goes away (end of standard input)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--account", default="123456789012", help="the account that every caller is in")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--requests", type=Path, required=True, help="file that takes one line of JSON per request")
    options = parser.parse_args()
    # moto reads these when it is imported.
    os.environ["MOTO_ACCOUNT_ID"] = options.account
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "false"
    os.environ.setdefault("AWS_ACCESS_KEY_ID", "emulated")
    os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "emulated")
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    from . import gaps
    from .control import Control
    from .faults import Faults
    from .recorder import Recorder
    from .turns import Turns

    gaps.bridge_all()
    services = Faults(Turns(DomainDispatcherApplication(create_backend_app)))
    application = Control(Recorder(services, options.requests))
    server = make_server("127.0.0.1", options.port, application, threaded=True)
    os.environ["MOTO_PORT"] = str(server.server_port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(json.dumps({"endpoint": f"http://127.0.0.1:{server.server_port}"}), flush=True)
    server.serve_forever()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
