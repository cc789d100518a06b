"""Runs a command on a terminal of its own and types what a person would when the screen says so; or signals it."""

import fcntl
import json
import os
import pty
import signal
import struct
import sys
import termios


def drive(command: list[str], script: list[list[str]]) -> dict[str, object]:
    pid, screen = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
    shown = ""
    left = list(script)
    while True:
        try:
            chunk = os.read(screen, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk.decode(errors="replace")
        while left and left[0][0] in shown:
            typed = left.pop(0)[1]
            if typed.startswith("kill "):
                os.kill(pid, signal.Signals[typed.removeprefix("kill ")])
            else:
                os.write(screen, typed.encode())
    _, status = os.waitpid(pid, 0)
    return {"code": os.waitstatus_to_exitcode(status), "screen": shown}


if __name__ == "__main__":
    print(json.dumps(drive(json.loads(sys.argv[1]), json.loads(sys.argv[2]))))
