from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from portal.operations.offers import modules


class Command(BaseCommand):
    help = "Migrates every database and loads what every installation needs: roles, countries, pages. Safe to repeat."

    def handle(self, **options):
        for alias in connections:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        call_command("createcachetable", database=settings.SHARED_DATABASE, verbosity=0)
        call_command("sync_roles", verbosity=0)
        for module in modules("reference"):
            module.load()
            self.stdout.write(f"{module.__name__} loaded")
