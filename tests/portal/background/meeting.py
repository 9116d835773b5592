"""Processes that do something at the same time: none begins a round before all are there."""

import sys

HERE = "here"


def meet():
    """Wait until the others are here too (``Machine.at_once`` lets all go on at once)."""
    sys.stdout.write(f"{HERE}\n")
    sys.stdout.flush()
    sys.stdin.readline()
