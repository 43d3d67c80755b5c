"""How a check fails."""

import sys


def expect(condition, what):
    if not condition:
        sys.exit(what)
