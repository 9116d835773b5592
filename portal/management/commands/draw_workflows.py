from django.core.management.base import BaseCommand

from portal.workflow_pictures import drawn, readmes


class Command(BaseCommand):
    help = "Draws every workflow table into its app's README.md."

    def handle(self, **_options):
        for path, workflows in readmes().items():
            before = text = path.read_text() if path.exists() else f"# {path.parent.name}\n"
            for workflow in workflows:
                text = drawn(text, workflow)
            if text != before:
                path.write_text(text)
                self.stdout.write(f"{path}: drawn")
