from django.conf import settings
from django.core.management.base import BaseCommand

from portal.operations.messages import collect


class Command(BaseCommand):
    help = "Collects the messages of code and templates into locale/, keeping what is translated."
    requires_system_checks = []

    def handle(self, **options):
        collect(settings.LOCALE_PATHS[0])
