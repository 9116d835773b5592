"""The catalogues in ``locale/``: collected from code and templates, complete in every language but English."""

import tempfile
from io import StringIO
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.makemessages import Command as MakeMessages
from django.test.utils import override_settings
from django.utils.translation import to_locale

LOCALES = [to_locale(code) for code, _name in settings.LANGUAGES if code != "en"]
IGNORED = [".venv/*", "node_modules/*", "build/*", "var/*", "tests/*"]


class CollectMessages(MakeMessages):
    """Django's own, writing to the first of LOCALE_PATHS wherever a file stands.

    Django's would send everything below the project's folder to ``locale/``.
    """

    def find_files(self, root):
        files = super().find_files(root)
        for file in files:
            file.locale_dir = self.default_locale_path
        return files


def collect(folder):
    """Write the messages of code and templates into the catalogues below ``folder``, keeping translations."""
    for locale in LOCALES:
        (Path(folder) / locale / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    with override_settings(LOCALE_PATHS=[str(folder)]):
        call_command(
            CollectMessages(),
            locale=LOCALES,
            ignore_patterns=IGNORED,
            no_obsolete=True,
            no_wrap=True,
            add_location="file",
            verbosity=0,
            stdout=StringIO(),
        )


def catalogue(folder, locale):
    with (Path(folder) / locale / "LC_MESSAGES" / "django.po").open("rb") as po:
        return read_po(po, locale=locale)


def problems():
    """Yield a sentence for each message that is missing, fuzzy or untranslated in a language."""
    with tempfile.TemporaryDirectory() as fresh:
        # makemessages writes a catalogue from nothing: what is in it must be in ours.
        collect(fresh)
        for locale in LOCALES:
            path = settings.LOCALE_PATHS[0] / locale / "LC_MESSAGES" / "django.po"
            if not path.exists():
                yield f"{locale}: no catalogue"
                continue
            ours, wanted = catalogue(settings.LOCALE_PATHS[0], locale), catalogue(fresh, locale)
            known = {(message.context, message.id) for message in ours if message.id}
            for message in wanted:
                if message.id and (message.context, message.id) not in known:
                    yield f"{locale}: not collected: {_shown(message)}"
            for message in ours:
                if not message.id:
                    continue
                if message.fuzzy:
                    yield f"{locale}: fuzzy: {_shown(message)}"
                strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
                if not all(strings):
                    yield f"{locale}: not translated: {_shown(message)}"


def _shown(message):
    text = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return text[:80].replace("\n", " ")
