"""All figures on one database, one after the other, each beside the bare one."""

import random
from dataclasses import asdict, dataclass

from tests.bench import process
from tests.bench.autosave import Saver, bare_post
from tests.bench.figures import Figure, enough
from tests.bench.load import ADDRESSES, ROUNDS, Job, Spoilt, ask_again, compare, get
from tests.bench.sites import told, two_sites

#: How many answers a section page has that may be called one of thirty.
ANSWERS = 30


@dataclass(frozen=True)
class Sizes:
    """How many rows are made; the seven languages come on top."""

    sets: int = 2
    guidelines: int = 30
    editions: int = 1
    assessments: int = 30


def measure(url, sizes):
    """Yield the figures as they come."""
    with two_sites(url) as (portal, bare):
        rows = told(portal, "rows", **asdict(sizes))
        ours, beside = process.start_up(portal, bare)
        about = f"{process.STARTS} starts each, until it answers"
        yield Figure("start-up", ours, "s", beside, ours / beside, about)
        yield from pages(portal, bare, rows)
        ours, beside = process.memory(portal), process.memory(bare)
        about = f"{len(process.web_processes(portal))} web processes each, after the load (PSS)"
        yield Figure("memory of a web process", ours, "MB", beside, ours / beside, about)
        portal.stop_all()
        bare.stop_all()
        yield from papers(told(portal, "papers", edition=rows["edition"]), sizes)
        yield near_matches(told(portal, "memory", texts=2000, asked=20))


def pages(portal, bare, rows):
    """Yield the rates of the two pages and of saving."""
    visitor, again = get(holds=b'id="statement"', times=1), ask_again()
    random.Random(0).shuffle(rows["guidelines"])  # the first of them are kept: of each set, edition and language some
    yield rate("guideline page as visitor, kept", portal, bare, rows["guidelines"], visitor, get(), kept=True)
    yield rate("the same, asked if it has changed", portal, bare, rows["guidelines"], again, get(), kept=True)
    yield cold(portal, bare, rows["guidelines"], visitor)
    name = f"section page, signed in, {ANSWERS} answers"
    if rows["answers_on_a_page"] == ANSWERS:
        signed_in = get({"Cookie": rows["session"]}, holds=b'data-item="', times=ANSWERS)
        yield rate(name, portal, bare, rows["sections"], signed_in, get(), rounds=3)  # a long page
    else:
        yield Figure.not_measured(name, f"{rows['answers_on_a_page']} answers on a page")
    port = portal.environment["PORT"]
    saver = Saver.signed_in(port, session=rows["session"], writer=rows["writer"], token_address=rows["token"])
    yield rate("autosave of an answer", portal, bare, rows["answers"], saver.ask, bare_post(saver))


def cold(portal, bare, addresses, visitor):
    """Return the figure of the page that nobody has asked for yet: the portal runs meanwhile without its store."""
    queries = told(portal, "queries", addresses=addresses[:ADDRESSES])
    portal.environment["PAGE_CACHE_MB"] = "0"
    restarted(portal)
    found = rate("the same, cold", portal, bare, addresses, visitor, get(), more=said(queries))
    del portal.environment["PAGE_CACHE_MB"]
    restarted(portal)
    return found


def said(queries):
    return f"{queries['median']} queries, {queries['most']} for the first page of a language after a change"


def restarted(site):
    site.stop("web")
    site.start("web")


def rate(name, portal, bare, addresses, ask, ask_bare, *, rounds=ROUNDS, kept=False, more=""):
    """Return the figure of one kind of request; none from too few addresses or with one wrong answer among them."""
    if not enough(addresses, ADDRESSES):
        return Figure.not_measured(name, f"{len(set(addresses))} addresses, {ADDRESSES} are needed")
    ours = Job(portal.environment["PORT"], addresses, ask, process.web_processes(portal), kept)
    beside = Job(bare.environment["PORT"], [], ask_bare, process.web_processes(bare))
    try:
        found = compare(ours, beside, rounds=rounds)
    except Spoilt as problem:
        return Figure.not_measured(name, f"spoilt by {problem}")
    about = (
        f"{found.addresses} of {len(addresses)} addresses, {rounds} rounds, {found.length / 1000:.1f} kB, "
        f"processor {found.ours.milliseconds:.2f} ms, bare {found.bare.milliseconds:.2f} ms"
        f"{more and ', '}{more}"
    )
    return Figure(name, found.ours.rate, "/s", found.bare.rate, found.ratio, about)


def papers(found, sizes):
    """Yield the PDF beside WeasyPrint alone, plain and tagged as ours."""
    for kind, bare in (("plain", "WeasyPrint alone"), ("tagged", "WeasyPrint alone, tagged as ours")):
        name = "PDF of a set" if kind == "plain" else "PDF of a set, the same tagged"
        if found["guidelines"] < sizes.guidelines:
            yield Figure.not_measured(name, f"{found['guidelines']} guidelines, {sizes.guidelines} are needed")
            continue
        about = f"{found['guidelines']} guidelines, processor seconds, beside {bare}"
        yield Figure(name, found["ours"], "s", found[kind], found[f"beside_{kind}"], about)


def near_matches(found):
    """Return what it costs to find the texts that were translated nearly so before, beside comparing them all."""
    name = f"near matches of {found['asked']} texts among {found['texts']:,}"
    about = "processor milliseconds for all of them, beside comparing each with each"
    return Figure(name, found["ours"], "ms", found["bare"], found["ours"] / found["bare"], about)
