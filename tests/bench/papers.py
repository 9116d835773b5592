"""The PDF of a set beside WeasyPrint alone on the same HTML, in one warm process. Run in the portal's environment."""

import json
import statistics
import sys
import time
from unittest import mock

from django.conf import settings

from guidelines.library import pdf as library_pdf
from guidelines.library.models import Edition
from portal.reports import pdf


def measure(rounds=3):
    """Return seconds for ours and for WeasyPrint alone, medians of ``rounds`` taken in turn, and the ratio."""
    edition = Edition.objects.order_by("pk").first()
    kept = []
    write = pdf.write

    def keep(page):
        kept.append(page)
        return write(page)

    with mock.patch.object(pdf, "write", keep):
        ours_of(edition)
    alone_of(kept[0])
    pairs = [(ours_of(edition), alone_of(kept[0])) for _round in range(rounds)]
    return {
        "ours": statistics.median(a for a, _b in pairs),
        "alone": statistics.median(b for _a, b in pairs),
        "ratio": statistics.median(a / b for a, b in pairs),
        "guidelines": edition.guidelines.count(),
    }


def ours_of(edition):
    began = time.perf_counter()
    library_pdf.render(edition, "en", for_members=True)
    return time.perf_counter() - began


def alone_of(page):
    HTML, FontConfiguration = pdf.weasyprint()
    began = time.perf_counter()
    with pdf.only_our_fonts():
        HTML(string=page, base_url=settings.SITE_URL, url_fetcher=pdf.our_own()()).write_pdf(
            font_config=FontConfiguration(), pdf_variant="pdf/ua-1", pdf_tags=True
        )
    return time.perf_counter() - began


def main():
    sys.stdout.write("PDF " + json.dumps(measure()) + "\n")
