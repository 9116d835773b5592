"""One process that takes tasks until it is told to stop or has grown old."""

import os
import signal
import socket
import threading
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from portal.background import execution, leases, outbox, schedule
from portal.background.models import Worker

logger = structlog.stdlib.get_logger(__name__)


@dataclass
class Limits:
    """How a worker behaves; the defaults suit one machine, tests take shorter ones."""

    lease: timedelta = leases.LEASE
    idle: float = 0.5  # seconds between two looks into an empty queue
    tasks: int = 200  # after so many, or when it has grown so big, it makes room for a fresh process:
    megabytes: int = 800  # layout of long documents does not give its memory back


@dataclass
class Process:
    """The loop: claim, run, look around. ``stop`` lets the task in hand come to its end."""

    queues: tuple
    limits: Limits = field(default_factory=Limits)
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:6]}"[:100])
    task: object = None
    parent: int = field(default_factory=os.getppid)
    stopping: threading.Event = field(default_factory=threading.Event)

    def stop(self, *_signal):
        self.stopping.set()

    def run(self):
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
        heart = Heart(self)
        heart.start()
        done = 0
        try:
            while not self.stopping.is_set() and done < self.limits.tasks and not self.is_grown():
                if self.work_once():
                    done += 1
                else:
                    self.stopping.wait(self.limits.idle)
        finally:
            heart.stop()
            connections.close_all()
        return done

    def work_once(self):
        """Take one task and run it; False when there was none or the queue did not answer."""
        close_old_connections()
        try:
            task = leases.claim(self.name, self.queues, lease=self.limits.lease)
        except Exception:
            logger.exception("queue.unreachable")
            self.stopping.wait(self.limits.idle * 4)
            return False
        if task is None:
            return False
        self.task = task
        try:
            execution.run(task)
        except Exception:
            # Not the task's own failure, which is stored: the queue was away when the end should be noted.
            # The lease runs out, and the task runs again.
            logger.exception("task.end_not_noted", task_id=str(task.uuid))
        finally:
            self.task = None
        return True

    def is_grown(self):
        return megabytes_in_use() > self.limits.megabytes

    def is_orphan(self):
        """Tell whether the process that started this one has died; nobody would stop it then."""
        return os.getppid() != self.parent


class Heart(threading.Thread):
    """Beats beside the task: renews its lease, says that the worker lives, sees to what others left.

    It is a thread of its own, so that a long task keeps its lease and the
    outbox and the clock go on meanwhile.
    """

    def __init__(self, process):
        super().__init__(name="heart", daemon=True)
        self.process = process
        self.stopped = threading.Event()
        self.every = process.limits.lease.total_seconds() / 4

    def run(self):
        while not self.stopped.is_set():
            if self.process.is_orphan():
                self.process.stop()
            for duty in (self.renew, self.say_alive, outbox.move, leases.reap, schedule.queue_due):
                try:
                    duty()
                except Exception:
                    logger.exception("heart.missed", duty=duty.__name__)
            close_old_connections()
            self.stopped.wait(self.every)
        connections.close_all()

    def renew(self):
        task = self.process.task
        if task is not None and not leases.renew(task, lease=self.process.limits.lease) and self.process.task is task:
            logger.warning("task.lease_lost", task_id=str(task.uuid))

    def say_alive(self):
        Worker.objects.using(settings.QUEUE_DATABASE).update_or_create(
            name=self.process.name,
            defaults={"queues": ",".join(self.process.queues), "seen_at": timezone.now()},
        )

    def stop(self):
        """Stop beating and take the worker's name off the list."""
        self.stopped.set()
        self.join(timeout=10)
        try:
            Worker.objects.using(settings.QUEUE_DATABASE).filter(name=self.process.name).delete()
        except Exception:
            logger.exception("heart.missed", duty="sign_off")


def megabytes_in_use():
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:  # not Linux: there the number of tasks alone decides
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
