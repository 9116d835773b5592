"""Keeps a number of workers running: one that ends, for whatever reason, is followed by a fresh one."""

import os
import signal
import time

import structlog
from django.conf import settings
from django.db import connections

from portal.background.worker import Process

logger = structlog.stdlib.get_logger(__name__)

#: A worker that lived for less is thought to be unable to start; the next one waits.
SHORT_LIFE = 5
STOPS = {signal.SIGTERM, signal.SIGINT}


class Supervisor:
    """The parent does nothing but fork and wait: no database connection and no thread lives in it."""

    def __init__(self, processes, limits):
        self.limits = limits
        self.wanted = [queues_of(place, processes) for place in range(processes)]
        self.children = {}  # pid -> (place, started)
        self.stopping = False

    def run(self):
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        for place in range(len(self.wanted)):
            self.start(place)
        while self.children:
            try:
                pid, status = os.wait()
            except ChildProcessError:
                break
            place, started = self.children.pop(pid)
            if self.stopping:
                continue
            code = os.waitstatus_to_exitcode(status)
            if code:
                logger.error("worker.died", worker=pid, code=code)
            if time.monotonic() - started < SHORT_LIFE and code:
                time.sleep(SHORT_LIFE)
            if not self.stopping:
                self.start(place)

    def start(self, place):
        connections.close_all()
        # A signal between fork and the child's own handlers would be handled twice or by nobody.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        pid = os.fork()
        if pid:
            self.children[pid] = (place, time.monotonic())
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
            return
        code = 1
        try:
            Process(self.wanted[place], self.limits).run()
            code = 0
        except BaseException:
            logger.exception("worker.died")
        finally:
            os._exit(code)

    def stop(self, *_signal):
        """Tell the workers to end after the task in hand."""
        self.stopping = True
        for pid in list(self.children):
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue


def queues_of(place, processes):
    """Return the queues of one worker: the first of several leaves reports to the others.

    A report takes seconds; a mail behind seven of them would wait for a minute.
    """
    queues = tuple(sorted(settings.TASKS["default"]["QUEUES"]))
    if place == 0 and processes > 1:
        return tuple(name for name in queues if name != "reports") or queues
    return queues
