from datetime import date
from random import Random

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.operations.demo import World, write_sign_ins
from portal.operations.offers import modules


class Command(BaseCommand):
    help = "Builds the demo association through the same actions as in real life. Development only."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="such as 2026-11-22")
        parser.add_argument(
            "--sets", default="", help="only these sets of guidelines beside ict, such as ccc,gg or none"
        )
        parser.add_argument("--until", default="", help="stop after this app, such as crm.institutions")

    def handle(self, *, seed, today, sets, until, **options):
        if not settings.DEVELOPMENT:
            raise CommandError("Demo data is for development; this is production.")
        if get_user_model().objects.exists():
            self.stdout.write("There are accounts already; demo data goes into an empty database only.")
            return
        chosen = frozenset(sets.split(",")) if sets else None
        world = World(today=today or timezone.now().date(), random=Random(seed), sets=chosen)
        with transaction.atomic():  # the whole association or nothing: whoever interrupts this may start again
            for module in modules("demo"):
                module.build(world)
                self.stdout.write(f"{module.__name__.removesuffix('.demo')} built")
                if module.__name__.removesuffix(".demo") == until:
                    break
        self.stdout.write(f"sign-ins: {write_sign_ins(world)}")
