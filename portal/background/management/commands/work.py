from datetime import timedelta

from django.core.management.base import BaseCommand

from portal.background.supervisor import Supervisor
from portal.background.worker import Limits


class Command(BaseCommand):
    help = "Runs background tasks until it is told to stop (SIGTERM lets the tasks in hand end)."

    def add_arguments(self, parser):
        usual = Limits()
        parser.add_argument("--processes", type=int, default=2, help="workers kept running (default 2)")
        parser.add_argument("--lease", type=float, default=usual.lease.total_seconds(), help="seconds of one lease")
        parser.add_argument("--max-tasks", type=int, default=usual.tasks, help="tasks after which a worker is renewed")
        parser.add_argument("--max-megabytes", type=int, default=usual.megabytes, help="size at which it is renewed")
        parser.add_argument("--idle", type=float, default=usual.idle, help="seconds between two looks at the queue")

    def handle(self, *, processes, lease, max_tasks, max_megabytes, idle, **_options):
        limits = Limits(lease=timedelta(seconds=lease), idle=idle, tasks=max_tasks, megabytes=max_megabytes)
        Supervisor(max(processes, 1), limits).run()
