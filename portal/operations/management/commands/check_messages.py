from django.core.management.base import BaseCommand, CommandError

from portal.operations.messages import problems


class Command(BaseCommand):
    help = "Fails when a message is missing, fuzzy or untranslated in one of the languages."
    requires_system_checks = []

    def handle(self, **options):
        found = list(problems())
        for sentence in found[:60]:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} messages are not ready. Collect them with: make messages")
        self.stdout.write("Every message is translated.")
