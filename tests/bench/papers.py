"""The PDF of a set beside WeasyPrint alone on the same HTML, in one warm process. Run in the portal's environment.

WeasyPrint alone is measured twice: left to itself, and asked for the same
tagged PDF (PDF/UA) as ours, which tells what the tags cost from what we cost.
In processor seconds: whoever else uses the machine would be in the others.
"""

import statistics
import time
from unittest import mock

from django.conf import settings

from guidelines.library import pdf as library_pdf
from guidelines.library.models import Edition
from portal.reports import pdf
from tests.bench.sites import tell

ROUNDS = 3
TAGGED = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


def measure(edition):
    """Return the medians of processor seconds for ours, plain and tagged, taken in turn, and the medians of the ratios."""
    page = warmed_up(edition)
    rounds = [
        (timed(ours_of, edition), timed(alone_of, page), timed(alone_of, page, **TAGGED)) for _round in range(ROUNDS)
    ]
    return {
        "ours": statistics.median(ours for ours, _plain, _tagged in rounds),
        "plain": statistics.median(plain for _ours, plain, _tagged in rounds),
        "tagged": statistics.median(tagged for _ours, _plain, tagged in rounds),
        "beside_plain": statistics.median(ours / plain for ours, plain, _tagged in rounds),
        "beside_tagged": statistics.median(ours / tagged for ours, _plain, tagged in rounds),
        "guidelines": edition.guidelines.count(),
    }


def warmed_up(edition):
    """Render once and return the very HTML that WeasyPrint was given."""
    with mock.patch.object(pdf, "write", wraps=pdf.write) as write:
        ours_of(edition)
    return write.call_args.args[0]


def ours_of(edition):
    return library_pdf.render(edition, "en", for_members=True)


def alone_of(page, **options):
    """It must find our fonts, or it would do less than we do."""
    HTML, FontConfiguration = pdf.weasyprint()
    with pdf.only_our_fonts():
        html = HTML(string=page, base_url=settings.SITE_URL, url_fetcher=pdf.our_own()())
        return html.write_pdf(font_config=FontConfiguration(), **options)


def timed(work, *args, **options):
    began = time.process_time()
    content = work(*args, **options)
    seconds = time.process_time() - began
    if not content.startswith(b"%PDF"):
        raise ValueError("That is no PDF.")
    return seconds


def main(edition):
    found = measure(Edition.objects.select_related("set", "commission").prefetch_related("languages").get(pk=edition))
    tell(found)
