from django.core.management.base import BaseCommand, CommandError

from portal.role_groups import UnknownPermission, sync


class Command(BaseCommand):
    help = "Writes the secretariat's roles (portal/roles.py) to groups; run it at each deploy, it is safe to repeat."

    def handle(self, *, verbosity, **_options):
        try:
            changes = sync()
        except UnknownPermission as problem:
            raise CommandError(str(problem)) from problem
        if verbosity:
            for line in changes or ["Every role is as it is written."]:
                self.stdout.write(line)
