"""Translations of one record: written, confirmed, or made by a machine where nothing stands."""

from django.db import transaction

from guidelines.library.actions.editions import save_edition
from guidelines.library.actions.guidelines import save_guideline
from guidelines.library.actions.sections import save_section
from guidelines.library.actions.writing import check_open, check_seen, lock, write
from guidelines.library.contents import with_texts, written_parts
from guidelines.library.exceptions import NotYourText
from guidelines.library.models import Edition, Guideline, Section
from guidelines.library.rules import writable_languages
from portal.audit.record import name_of, record
from portal.languages import SOURCE, column, value_in
from portal.translations import states
from portal.translations.models import Made
from portal.translations.states import translated_fields

SAVE = {Edition: save_edition, Section: save_section, Guideline: save_guideline}


def save_translation(owner, texts, *, language, by, seen=None):
    """Write ``texts`` of one record, (name of the part, field) → text, as a person translated them; return the record."""
    return SAVE[type(owner)](with_texts(owner, language, texts), by=by, seen=seen)


@transaction.atomic
def store_machine_texts(owner, texts, *, language, by):
    """Write what an engine made of today's English, where nothing stands yet; return how many texts.

    ``texts``: (name of the part, field) → (English, translation). It is marked
    as made by a machine until somebody confirms it. A text that a person wrote
    meanwhile, one whose English moved on and one that is too long are left.
    """
    edition = lock(owner if isinstance(owner, Edition) else owner.edition)
    check_open(edition, language)
    stored = type(owner).objects.get(pk=owner.pk)
    wanted = {}
    for part in written_parts(stored):
        for field in translated_fields(type(part)):
            source, text = texts.get((name_of(part), field), ("", ""))
            most = part._meta.get_field(column(field, language)).max_length
            is_due = text.strip() and value_in(part, field, SOURCE) == source and not value_in(part, field, language)
            if is_due and not (most and len(text) > most):
                wanted[name_of(part), field] = text
    if not wanted:
        return 0
    after = with_texts(type(owner).objects.get(pk=owner.pk), language, wanted)
    write(after, stored=stored, edition=edition, verb="library.translate_by_machine", by=by, made=Made.MACHINE)
    return len(wanted)


@transaction.atomic
def confirm_translation(owner, *, part, field, language, by, seen=None):
    """Say that the text of one field is a good translation of today's English, although it was made from another.

    ``owner`` is the guideline, section or edition; ``part`` the record within
    it that has the field. No text changes, so after an erratum of the English
    whoever issues errata may say so of a language that readers have, too.
    """
    edition = lock(owner if isinstance(owner, Edition) else owner.edition)
    stored = edition if isinstance(owner, Edition) else type(owner).objects.get(pk=owner.pk)
    check_seen(stored, seen)
    if language == SOURCE or language not in writable_languages(by, edition, stored):
        raise NotYourText
    corrects = edition.is_public and by.has_perm("library.issue_erratum", edition)
    if not corrects:
        check_open(edition, language)
    present = written_parts(stored)
    if name_of(part) not in {name_of(one) for one in present}:
        raise NotYourText
    states.keep(present, changed={(name_of(part), field, language)})
    record(owner, "library.confirm_translation", by=by, after={f"{name_of(part)} {field} {language}": "confirmed"})
