"""Puts the home page and the help pages in, in seven languages; ``manage.py prepare_database`` calls it.

English pages are made first, then handed to wagtail-localize with every
segment translated, so that editors go on translating segment by segment.
Safe to repeat: a page is put in once and then belongs to its editors,
whatever they do with it.
"""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from portal.content.models import DeliveredPage, HelpPage, HomePage
from portal.content.texts import HOME, texts
from portal.languages import CODES, SOURCE

#: Pages that stand at the foot of every page.
IN_FOOTER = frozenset({"help", "about", "accessibility", "privacy", "contact"})


def load(paths=None, languages=CODES):
    """Bring locales, site and pages (all, or those named) to what the portal needs."""
    for code in CODES:
        Locale.objects.get_or_create(language_code=code)
    for path in texts(SOURCE) if paths is None else paths:
        _deliver(path, languages)
    _settle_site()


@transaction.atomic
def _deliver(path, languages):
    """Put one page in, with its translations, unless that was done before."""
    _delivered, is_new = DeliveredPage.objects.get_or_create(key=path or "home")
    if not is_new:
        return
    page = _english(path)
    if page is None:
        return
    source, _made = TranslationSource.update_or_create_from_instance(page)
    for code in languages:
        if code != SOURCE:
            _translate(page, source, path, Locale.objects.get(language_code=code))


def _english(path):
    """Make the English page; None when editors have taken away what it would stand under."""
    text = texts(SOURCE)[path]
    if path == HOME:
        parent = Page.get_first_root_node()
        page = HomePage(**text.fields, steps=[("step", value) for value in text.stream])
    else:
        above, _slash, slug = path.rpartition("/")
        parent = Page.objects.filter(url_path=f"/{SOURCE}/{above}/" if above else f"/{SOURCE}/").first()
        body = [("section", value) for value in text.stream]
        page = HelpPage(**text.fields, slug=slug, body=body, in_footer=path in IN_FOOTER)
    if parent is None:
        return None
    page.locale = Locale.objects.get(language_code=SOURCE)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return HomePage.objects.get(pk=page.pk) if path == HOME else HelpPage.objects.get(pk=page.pk)


def _translate(page, source, path, locale):
    """Make one translation, every segment of it translated, and publish it at once.

    wagtail-localize would publish after commit, from an object that is old by
    then (see ``tree``); here the revision is published where it is made.
    """
    translated = type(page)(**_values(page, texts(locale.language_code)[path]))
    ours = {
        (segment.path, segment.order): segment.string.data
        for segment in extract_segments(translated)
        if isinstance(segment, StringSegmentValue)
    }
    theirs = StringSegment.objects.filter(source=source).select_related("context", "string")
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=ours[segment.context.path, segment.order],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for segment in theirs
    )
    Translation.objects.create(source=source, target_locale=locale)
    made, _is_new = source.create_or_update_translation(locale, publish=False)
    made.get_latest_revision().publish()


def _values(page, text):
    """Return the translated text as the fields of a page whose blocks are those of the English page."""
    stream = page.steps if text.path == HOME else page.body
    blocks = [
        {"type": block.block_type, "value": value, "id": block.id}
        for block, value in zip(stream, text.stream, strict=True)
    ]
    return {**text.fields, "slug": page.slug, "steps" if text.path == HOME else "body": json.dumps(blocks)}


def _settle_site():
    """Let the site begin at the English home page and bear the address of ``SITE_URL``."""
    home = HomePage.objects.filter(locale__language_code=SOURCE).first()
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if home is None or (site.pk and issubclass(site.root_page.specific_class, HomePage) and _is_at_home(site)):
        return
    welcome = site.root_page if site.pk and site.root_page.specific_class is Page else None
    if welcome or not site.pk:
        site.root_page = home
    address = urlsplit(settings.SITE_URL)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = str(settings.WAGTAIL_SITE_NAME)
    site.save()
    if welcome is not None and not welcome.is_root():
        welcome.delete()  # Wagtail's own first page


def _is_at_home(site):
    return site.root_url == settings.SITE_URL
