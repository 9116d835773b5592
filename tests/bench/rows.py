"""What is measured: sets of guidelines to read, and self-assessments to answer. Run in the portal's own environment.

Everything is made by the actions of the product, except that nobody is asked
to sign in by hand: the session is written as allauth would write it.
"""

import json
import sys
from importlib import import_module
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse

from crm.institutions import actions as institutions
from crm.institutions.enums import PortalRole, UnitKind
from crm.institutions.models import Person
from guidelines.assessment import actions as assessments
from guidelines.assessment.actions import Values
from guidelines.library import actions as library
from guidelines.library.models import BlockKind, Edition, Guideline, GuidelineSet, Level, Point, Section
from portal.accounts.actions import create_account, give_role
from portal.countries.models import Country
from portal.languages import CODES, set_columns

WORDS = "The institution writes down who decides, reviews it each year and tells everybody whom it concerns. "


def build(*, sets, guidelines, assessments_count):
    """Return addresses and a session: ``sets`` × ``guidelines`` to read, ``assessments_count`` with answers."""
    editor = give_role(account("editor"), "guideline_editor", by=None)
    editions = [publish(number, guidelines, editor) for number in range(sets)]
    return {
        "guidelines": [
            reverse("library:guideline", args=[edition.set.slug, edition.year, number]).replace("/en/", f"/{code}/")
            for edition in editions
            for number in range(1, guidelines + 1)
            for code in ("en",)
        ],
        **assess(editions[0], assessments_count),
    }


def account(name):
    return create_account(email=f"{name}@bench.example", name=name.capitalize(), language="en")


def texts(obj, **fields):
    for name, text in fields.items():
        set_columns(obj, name, dict.fromkeys(CODES, text))
    return obj


def publish(number, count, editor):
    """One set with a part, a section and ``count`` guidelines of six points each, released in seven languages."""
    guideline_set = texts(GuidelineSet(code=f"B{number}"), title=f"Set {number}", summary=WORDS)
    edition = texts(Edition(set=library.save_set(guideline_set, by=editor), year=2026), introduction=WORDS)
    edition.blocks = [texts(BlockKind(code="structure", position=0), label="Structure", holds=WORDS)]
    edition.levels = [texts(Level(value=v), name=f"Level {v}", descriptor=WORDS) for v in range(5)]
    edition = library.draft_edition(library.create_edition(edition, by=editor), by=editor)
    part = library.save_section(texts(Section(edition=edition, kind="part"), title="Part"), by=editor)
    section = texts(Section(edition=edition, parent=part, kind="section"), title="Section")
    section = library.save_section(section, by=editor)
    for place in range(count):
        guideline = Guideline(edition=edition, section=section)
        texts(guideline, title=f"Guideline {place}", statement=WORDS * 2, rationale=WORDS * 6)
        guideline.points = [
            texts(Point(block=edition.blocks.get(), position=n), text=f"{WORDS}{place} {n}") for n in range(6)
        ]
        library.save_guideline(guideline, by=editor)
    edition = library.publish_edition(library.approve_edition(edition, by=editor), by=editor)
    for code in CODES[1:]:
        library.release_language(edition, language=code, by=editor)
    return edition


def assess(edition, count):
    """An institution with ``count`` branches, each answering every guideline of the edition."""
    manager = give_role(account("manager"), "account_manager", by=None)
    institution = institutions.create_institution(country=Country.objects.first(), names={"en": "Bench"}, by=manager)
    anna = account("anna")
    person = Person.objects.create(user=anna, name=anna.name, email=anna.email, language="en")
    institutions.affiliate(person, institution, roles=[PortalRole.COORDINATOR], by=manager)
    section = edition.sections.get(kind="section")
    guidelines = list(edition.guidelines.order_by("number"))
    found = {"sections": [], "answers": []}
    for number in range(count):
        unit = institutions.add_unit(institution, kind=UnitKind.BRANCH, names={"en": f"Branch {number}"}, by=anna)
        made = assessments.create_assessment(institution, edition=edition, unit=unit, title=f"{number}", by=anna)
        for guideline in guidelines:
            values = Values(level=guideline.number % 5, target=4, comment=WORDS, comment_lang="en")
            assessments.save_answer(made, guideline.key, key=uuid4(), seen_version=0, values=values, by=anna)
            found["answers"].append(reverse("assessment:answer", args=[made.uuid, guideline.key]))
        path = reverse("assessment:section", args=[made.uuid, section.key])
        found["sections"] += [path.replace("/en/", f"/{code}/") for code in CODES]
    return found | {"session": session_of(anna), "writer": str(anna.uuid), "rows": len(found["answers"])}


def session_of(user):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def main(**sizes):
    sys.stdout.write("ROWS " + json.dumps(build(**sizes)) + "\n")
