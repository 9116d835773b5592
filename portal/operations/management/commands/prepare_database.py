from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections, router

from portal.checks import no_demo_data, nobody_above_the_roles
from portal.operations.offers import modules


class Command(BaseCommand):
    help = "Migrates every database and loads what every installation needs: roles, countries, pages. Safe to repeat."

    def handle(self, **options):
        is_new = "django_migrations" not in connection.introspection.table_names()
        if is_new and connection.vendor == "sqlite":
            # Nothing can be lost yet, and a new file need not be flushed after each of some 300 migrations.
            connection.cursor().execute("PRAGMA synchronous=OFF")
        call_command("migrate", interactive=False, verbosity=0)
        connection.close()  # the next one is careful again
        for alias in set(connections) - {"default"}:
            # Only what lives there: a whole run would take as long as the first one.
            for label in sorted({m._meta.app_label for m in apps.get_models() if router.db_for_write(m) == alias}):
                call_command("migrate", label, database=alias, interactive=False, verbosity=0)
        call_command("createcachetable", database=settings.SHARED_DATABASE, verbosity=0)
        call_command("sync_roles", verbosity=0)
        refused = [problem for check in (nobody_above_the_roles, no_demo_data) for problem in check(None)]
        if refused:
            raise CommandError(" ".join(f"{problem.msg} {problem.hint}" for problem in refused))
        for module in modules("reference"):
            module.load()
            self.stdout.write(f"{module.__name__} loaded")
