from django.core.management.base import BaseCommand, CommandError

from portal.audit.models import Seal
from portal.audit.seals import first_broken


class Command(BaseCommand):
    help = "Recomputes the seals of the audit trail and names the first day that does not fit."

    def handle(self, **_options):
        broken = first_broken()
        if broken is not None:
            raise CommandError(f"The seal of {broken.day} does not fit: entries were changed, added or removed.")
        last = Seal.objects.order_by("day").last()
        if last is None:
            self.stdout.write("Nothing has been sealed yet.")
        else:
            self.stdout.write(f"All {Seal.objects.count()} seals fit. The last, of {last.day}: {last.digest}")
