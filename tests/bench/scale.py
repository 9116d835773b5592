"""``BENCH_SCALE=2000 make bench``: what a reading page costs in a library ten times as large. It judges nothing."""

from dataclasses import dataclass

from tests.bench.sites import told, two_sites

EDITIONS = 6


@dataclass(frozen=True)
class Cost:
    """A page at a tenth of the rows, and at all of them."""

    page: str
    queries: int
    milliseconds: float
    queries_after: int
    milliseconds_after: float

    @property
    def ratio(self):
        return self.milliseconds_after / self.milliseconds

    def line(self):
        queries = str(self.queries)
        if self.queries_after != self.queries:
            queries = f"{self.queries} → {self.queries_after}"
        return f"  {self.page:<28} {queries:>9} {self.milliseconds:>11.2f} {self.milliseconds_after:>11.2f} {self.ratio:>7.2f}"


def heading(found):
    small, large = f"ms at {found['small']:,}", f"ms at {found['large']:,}"
    return f"  {'page':<28} {'queries':>9} {small:>11} {large:>11} {'ratio':>7}"


def lines(url, guidelines, editions=EDITIONS):
    """Yield the lines of the table, one database at a time."""
    with two_sites(url) as (portal, _bare):
        found = told(portal, "growth", guidelines=guidelines, editions=editions)
    yield "Medians of processor time, that of the database with it."
    yield f"{found['in_all']:,} guidelines in {editions} editions, in seven languages, each with points and references"
    yield heading(found)
    for figures in found["figures"]:
        yield Cost(*figures).line()
