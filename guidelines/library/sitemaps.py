"""What search engines hear of the library: editions in force, in the languages that are released and in no other."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from guidelines.library.changes import mapping_shown
from guidelines.library.models import Edition, Guideline, Section, Term
from guidelines.library.outline import address
from portal.languages import CODES, column

IN_FORCE = Edition.objects.in_force().select_related("set").prefetch_related("languages")


class AtOurAddress(Sitemap):
    """Pages in several languages, each naming the others."""

    i18n = alternates = True
    limit = 50_000  # as many as a sitemap may hold; an edition of 2,000 guidelines in seven languages has 15,000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        """Our own address, whatever host a request named."""
        return urlsplit(settings.SITE_URL).netloc


class Glossary(AtOurAddress):
    """The glossary, in each language that has a term."""

    def items(self):
        return ["library:glossary"] if self.get_languages_for_item() else []

    def get_languages_for_item(self, item=None):
        if not hasattr(self, "_named"):
            named = {column("name", code): Max(column("name", code)) for code in CODES}
            found = Term.objects.in_use().order_by().aggregate(**named)
            self._named = [code for code in CODES if found[column("name", code)]]
        return self._named

    def location(self, item):
        return reverse(item)


class OfEdition(AtOurAddress):
    """Pages of one edition, each in its released languages."""

    def __init__(self, edition):
        self.edition = edition
        self.languages_of_edition = edition.released_languages()

    def get_languages_for_item(self, item):
        return self.languages_of_edition

    def lastmod(self, item):
        return self.edition.published_at

    @property
    def place(self):
        return [self.edition.set.slug, self.edition.year]


class Contents(OfEdition):
    """The edition itself, and what changed in it where it follows another."""

    def items(self):
        return ["edition", *(["changes"] if mapping_shown(self.edition) else [])]

    def location(self, name):
        return reverse(f"library:{name}", args=self.place)


class Parts(OfEdition):
    def items(self):
        return Section.objects.filter(edition=self.edition).order_by("code").values_list("code", flat=True)

    def location(self, code):
        return reverse("library:part", args=[*self.place, code])


class Guidelines(OfEdition):
    def items(self):
        return Guideline.objects.filter(edition=self.edition).only("number", "updated_at").order_by("number")

    def location(self, guideline):
        return address(self.edition, guideline.number)

    def lastmod(self, guideline):
        return guideline.updated_at


def of(edition):
    return {"contents": Contents(edition), "parts": Parts(edition), "guidelines": Guidelines(edition)}


def index():
    """Return address and last change of the sitemap of each set that has an edition in force, and of the glossary."""
    editions = [
        {
            "location": settings.SITE_URL + reverse("sitemap_guidelines_set", args=[edition.set.slug]),
            "last_mod": edition.published_at,
        }
        for edition in IN_FORCE.order_by("set__position", "pk")
    ]
    glossary = {"location": settings.SITE_URL + reverse("sitemap_glossary")}
    return [*editions, *([glossary] if Glossary().items() else [])]
