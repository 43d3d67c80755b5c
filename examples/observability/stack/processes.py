"""Programs that run as long as the stack does."""

import ctypes
import os
import signal
import subprocess
import sys
import time

PATIENCE_SECONDS = 240
ON_DEATH_OF_PARENT = 1
LIBC = ctypes.CDLL(None)


def end_with_parent():
    """Even if that is killed."""
    LIBC.prctl(ON_DEATH_OF_PARENT, signal.SIGTERM)


class Processes:
    def __init__(self, logs):
        self._logs = logs
        self._running = {}

    def start(self, name, *command):
        with open(self._logs / f"{name}.out", "wb") as out:
            self._running[name] = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                # A key that stops the script must not stop them before it does.
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def wait_until(self, what, condition):
        """The value of the condition once it is true. Fails early if a program has ended."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            value = condition()
            if value:
                return value
            for name, process in self._running.items():
                if process.poll() is not None:
                    self._fail(f"{name} has ended with {process.returncode}", name)
            if time.monotonic() > until:
                self._fail(f"not within {PATIENCE_SECONDS} s: {what}", *self._running)
            time.sleep(0.2)

    def _fail(self, reason, *names):
        for name in names:
            lines = (self._logs / f"{name}.out").read_text(errors="replace").splitlines()
            print(f"== {name}", *lines[-15:], sep="\n", file=sys.stderr)
        sys.exit(reason)

    def stop(self):
        """The last started first; who does not listen is killed."""
        for process in reversed(self._running.values()):
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + 30
        for process in self._running.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
