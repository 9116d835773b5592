import pytest

from tests.journeys.an_edition.stage import set_up
from tests.journeys.an_edition.steps import speak

#: A message fades in: half way its colours are nobody's to read.
COMES_TO_REST = """() => Promise.all(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished.catch(() => null)))"""


@pytest.fixture
def looks(shot):
    """Return a function: look at the page that somebody is at; wide and narrow, or ``at`` some widths alone."""

    def at_page(somebody, name, *, without=(), at=(1280, 360)):
        for width in at:
            somebody.page.set_viewport_size({"width": width, "height": 900})
            somebody.page.evaluate(COMES_TO_REST)
            shot(somebody, f"edition-{name}-{width}")
            somebody.finds_the_page_accessible(without=without).sees_no_sideways_scroll()
        somebody.page.set_viewport_size({"width": 1280, "height": 900})

    return at_page


@pytest.fixture
def looks_once(looks):
    """Return a function: look wide and narrow in English, narrow alone in Arabic, where it shows first what breaks."""

    def at_page(somebody, name, language):
        looks(somebody, f"{name}-{language}", at=(1280, 360) if language == "en" else (360,))

    return at_page


@pytest.fixture
def editor(person):
    """Return a function: the guideline editor at the administration, which speaks the language of the account."""
    at_work = []

    def in_language(language):
        tilda = person("Tilda").signs_in("guideline_editor")
        at_work.append(tilda)
        if language != "en":
            speak(tilda, language)
        return tilda

    yield in_language
    for tilda in at_work:
        speak(tilda, "en")


@pytest.fixture
def stage(portal):
    """Return a function: an edition brought to where a story begins."""

    def begins(code, **given):
        return set_up(portal, code=code, **given)

    return begins
