from django.core.management.base import BaseCommand

from portal.accounts import actions
from portal.roles import ROLES


class Command(BaseCommand):
    help = "Makes the account of a first person of the secretariat, who signs in with an e-mailed code."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=sorted(ROLES))
        parser.add_argument("--language", default="en")

    def handle(self, *, email, name, role, language, **options):
        user = actions.create_account(email=email, name=name, language=language)
        actions.give_role(user, role, by=None)
        self.stdout.write(f"{user.email} may sign in with an e-mailed code, and sets up a second factor first.")
