from pathlib import Path

from django.core.management.base import BaseCommand

from portal.accounts import leaked
from portal.accounts.passwords import SHORTEST, folded


class Command(BaseCommand):
    help = "Make the list of leaked passwords from text files with one password a line; a folder is read with all its .txt."

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="+", type=Path)
        parser.add_argument("--to", type=Path, default=leaked.FILE)

    def handle(self, *, sources, to, **options):
        known = {word for path in files(sources) for word in words(path) if len(word) >= SHORTEST}
        size = leaked.write(known, to)
        self.stdout.write(f"{len(known):,} passwords, {size:,} bytes")


def files(sources):
    for source in sources:
        yield from sorted(source.rglob("*.txt")) if source.is_dir() else [source]


def words(path):
    """Yield what stands in a file as it is compared; lines that are no UTF-8 lose what is none."""
    with path.open(encoding="utf-8", errors="ignore", newline="\n") as lines:
        yield from (folded(line.rstrip("\r\n")) for line in lines)
