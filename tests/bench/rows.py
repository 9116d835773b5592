"""What is measured: sets of guidelines to read, and self-assessments to answer. Run in the portal's own environment.

Everything is made by the actions of the product from the texts of the demo,
so that a page is as long as a page is. The PDFs alone are a stand-in: a page
names one and its size, and making hundreds would take an hour.
"""

from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from crm.institutions import actions as institutions
from crm.institutions.enums import PortalRole, UnitKind
from crm.institutions.models import Person
from guidelines.assessment import actions as assessment
from guidelines.assessment.actions import Values
from guidelines.library import actions as library
from guidelines.library.actions.documents import store_document
from guidelines.library.checks.edition import report
from guidelines.library.demo import Book
from guidelines.library.following import predecessor
from guidelines.library.models import GuidelineSet
from portal.accounts.actions import create_account, give_role
from portal.countries.models import Country
from portal.languages import CODES, set_columns
from tests.bench.sites import tell

#: The section that is measured has so many guidelines; the rest of a longer set stands in a second one.
SECTION = 30
LAST_YEAR = 2026
COMMENT = "The institution writes down who decides, reviews it each year and tells everybody whom it concerns."
PAPER = b"%PDF-1.7\n" + b"x" * 300_000


class Volume(Book):
    """One edition of the texts of the demo, with as many guidelines as asked for; the texts recur."""

    def __init__(self, code, year, count):
        super().__init__()
        self.code, self.year = code, year
        for text in self.text.values():
            known = list(text["guidelines"].values())
            text["guidelines"] = {str(place + 1): known[place % len(known)] for place in range(count)}
        numbers = range(1, count + 1)
        part, *_others = self.structure["tree"]
        first, second = part["children"][:2]
        first["guidelines"], second["guidelines"] = list(numbers[:SECTION]), list(numbers[SECTION:])
        part["children"] = [first, second] if second["guidelines"] else [first]
        self.structure["tree"] = [part]
        self.structure["cross_references"] = {
            number: [target for target in targets if int(target) <= count]
            for number, targets in self.structure["cross_references"].items()
            if int(number) <= count
        }


def build(*, sets, guidelines, editions, assessments):
    """Return the addresses of sets × guidelines × editions in all languages and of ``assessments``."""
    editor = give_role(account("editor"), "guideline_editor", by=None)
    published = [
        publish(guideline_set, year, guidelines, editor)
        for guideline_set in [new_set(number, editor) for number in range(sets)]
        for year in range(LAST_YEAR - editions + 1, LAST_YEAR + 1)
    ]
    in_force = published[editions - 1]
    found = {"guidelines": guideline_addresses(published), "edition": in_force.pk, **assess(in_force, assessments)}
    if connection.vendor == "postgresql":  # autovacuum would do it within a minute
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return found


def account(name):
    return create_account(email=f"{name}@bench.example", name=name.capitalize(), language="en")


def new_set(number, editor):
    guideline_set = GuidelineSet(code=f"B{number}", position=number)
    book = Book()
    set_columns(guideline_set, "title", book.texts("set", "title"))
    set_columns(guideline_set, "summary", book.texts("set", "summary"))
    return library.save_set(guideline_set, by=editor)


def publish(guideline_set, year, count, editor):
    """Write an edition, publish it and release its seven languages, each with its PDFs."""
    edition = Volume(guideline_set.code, year, count).write(guideline_set, by=editor)
    library.go_through(edition, "draft", "review", "finalise", "approve", by=editor)
    if predecessor(edition):
        library.confirm_rows(library.propose_mapping(edition, by=editor), by=editor)
    library.publish_edition(edition, by=editor)
    for code in CODES[1:]:
        library.release_language(edition, language=code, by=editor, seen=report(edition, code).mark)
    for row in edition.languages.all():
        for for_members in (False, True):
            store_document(row, PAPER, for_members=for_members, errata_to=0, sha256=sha256(PAPER).hexdigest())
    return edition


def guideline_addresses(editions):
    return [
        address
        for edition in editions
        for number in edition.guidelines.order_by("number").values_list("number", flat=True)
        for address in in_languages("library:guideline", edition.set.slug, edition.year, number)
    ]


def in_languages(name, *args):
    for code in CODES:
        with translation.override(code):
            yield reverse(name, args=args)


def assess(edition, count):
    """An institution with ``count`` branches, each of which has answered every guideline of the first section."""
    manager = give_role(account("manager"), "account_manager", by=None)
    institution = institutions.create_institution(country=Country.objects.first(), names={"en": "Bench"}, by=manager)
    anna = account("anna")
    person = Person.objects.create(user=anna, name=anna.name, email=anna.email, language="en")
    institutions.affiliate(person, institution, roles=[PortalRole.COORDINATOR], by=manager)
    section = edition.sections.filter(guidelines__isnull=False).order_by("position").first()
    guidelines = list(section.guidelines.order_by("number"))
    found = {"sections": [], "answers": [], "answers_on_a_page": len(guidelines)}
    for number in range(count):
        unit = institutions.add_unit(institution, kind=UnitKind.BRANCH, names={"en": f"Branch {number}"}, by=anna)
        made = assessment.create_assessment(institution, edition=edition, unit=unit, title=f"{number}", by=anna)
        for guideline in guidelines:
            values = Values(level=guideline.number % 5, target=4, comment=COMMENT, comment_lang="en")
            assessment.save_answer(made, guideline.key, key=uuid4(), seen_version=0, values=values, by=anna)
            found["answers"].append(reverse("assessment:answer", args=[made.uuid, guideline.key]))
        found["sections"] += in_languages("assessment:section", made.uuid, section.key)
    return found | {"session": session_of(anna), "writer": str(anna.uuid), "token": reverse("assessment:token")}


def session_of(user):
    """Sign somebody in and return the cookie."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def main(**sizes):
    tell(build(**sizes))
