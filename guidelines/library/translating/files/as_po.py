"""A translators' file as PO: msgctxt is the key, msgid the English, *fuzzy* what is out of date or made by a machine."""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import gettext as _

from guidelines.library.exchange.exceptions import Unreadable
from guidelines.library.translating.files.segments import FORMAT, TranslatorsFile, Unit
from portal import clock
from portal.languages import CODES
from portal.translations.models import Status

FUZZY = {Status.STALE, Status.MACHINE}
LOCALES = {"zh-hans": "zh_Hans"}  # as gettext spells them
CODES_OF = {LOCALES.get(code, code).lower(): code for code in CODES} | {"zh_cn": "zh-hans", "zh": "zh-hans"}
VERSION, PLACE = "version:", "place:"


def write(found):
    catalog = Catalog(
        locale=LOCALES.get(found.language, found.language),
        project=found.name,
        version=found.edition,  # the last word of the head, which every program keeps
        header_comment=f"# {FORMAT}",
        creation_date=clock.now(),
        fuzzy=False,
    )
    for one in found.units:
        notes = [f"{PLACE} {' '.join(one.place.split())}", f"{VERSION} {one.version}"]
        if one.longest:
            notes.append(f"at most {one.longest} characters")
        is_fuzzy = one.status in FUZZY and not found.is_released
        message = catalog.add(
            one.source, one.target, context=one.key, auto_comments=notes, flags=["fuzzy"] if is_fuzzy else []
        )
        # A per cent sign in a sentence is no placeholder.
        message.flags -= {"python-format", "python-brace-format"}
    written = BytesIO()
    write_po(written, catalog, width=0, sort_output=False)
    return written.getvalue()


def read(content):
    """Return the file that these bytes are, or say why they are none."""
    try:
        catalog = read_po(BytesIO(content.removeprefix(b"\xef\xbb\xbf")), abort_invalid=True)
        units = [_unit(message) for message in catalog if message.id]
        language = CODES_OF.get(str(catalog.locale_identifier or "").lower().replace("-", "_"), "")
    except (PoFileError, ValueError, LookupError, TypeError, AttributeError):
        raise Unreadable(_("The file is damaged or no PO file that can be read.")) from None
    return TranslatorsFile(
        edition=str(catalog.version or ""), name=str(catalog.project or ""), language=language, units=units
    )


def _unit(message):
    if isinstance(message.id, tuple):
        raise ValueError("a plural: we write none")
    version = next((note for note in message.auto_comments if note.startswith(VERSION)), VERSION)
    return Unit(
        key=message.context or "",
        source=message.id,
        target=message.string or "",
        version=version.removeprefix(VERSION).strip(),
        is_good=bool(message.string) and not message.fuzzy,
        is_unfinished=message.fuzzy,
    )
