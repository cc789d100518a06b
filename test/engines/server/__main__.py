"""One Spark session behind HTTP on loopback, for all tests of a run. Prints its port; ends when its input does."""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from endpoints import ENDPOINTS
from sessions import open_test_session

spark = open_test_session()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            status, answer = 200, ENDPOINTS[self.path](spark, body)
        except Exception as error:  # the test is told, and the server goes on
            status, answer = 500, {"error": f"{type(error).__name__}: {error}"}
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


server = HTTPServer(("127.0.0.1", 0), Handler)


def end_with_parent() -> None:
    sys.stdin.read()
    server.shutdown()


threading.Thread(target=end_with_parent, daemon=True).start()
print(json.dumps({"port": server.server_address[1]}), flush=True)
server.serve_forever()
spark.stop()
