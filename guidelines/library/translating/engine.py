"""The client of a translation engine that speaks as LibreTranslate does, behind ``TRANSLATION_URL``.

Nothing that it answers is trusted: it must be as many texts as were asked,
each a text, in time and not too long. What a text says, a person checks.
"""

import json
import re
import time
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from portal.languages import SOURCE

TIMEOUT = 30  # seconds without a byte
LONGEST_WAIT = 120  # seconds for one answer
LARGEST_ANSWER = 4 * 1024 * 1024
MOST_TEXTS, MOST_LETTERS = 25, 20_000  # of one question
HALVES = re.compile("[\x00\ud800-\udfff]")
CODES = {"zh-hans": "zh"}  # as the engine spells them


class EngineFailed(Exception):
    """The engine gave no translation; the message says why, for whoever runs the portal."""


class EngineDown(EngineFailed):
    """It did not answer, or said that it cannot: it makes no sense to ask for more now."""


class BadAnswer(EngineFailed):
    """It answered this question with something that is no translation."""


class _NoRedirects(HTTPRedirectHandler):
    """Unpublished texts go to the address that was set and to no other."""

    def redirect_request(self, *args, **kwargs):
        return None


def is_there():
    return bool(settings.TRANSLATION_URL)


def translate(texts, language):
    """Return the translations of English ``texts`` into ``language``, in their order."""
    found = []
    for some in _portions(texts):
        found += _ask(some, language)
    return found


def _portions(texts):
    portion, letters = [], 0
    for text in texts:
        if portion and (len(portion) == MOST_TEXTS or letters + len(text) > MOST_LETTERS):
            yield portion
            portion, letters = [], 0
        portion.append(text)
        letters += len(text)
    if portion:
        yield portion


def _ask(texts, language):
    question = {"q": texts, "source": SOURCE, "target": CODES.get(language, language), "format": "text"}
    if settings.TRANSLATION_KEY:
        question["api_key"] = settings.TRANSLATION_KEY
    request = Request(
        f"{settings.TRANSLATION_URL}/translate",
        data=json.dumps(question).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    try:
        with build_opener(_NoRedirects).open(request, timeout=TIMEOUT) as response:
            content = _in_time(response)
    except HTTPError as problem:
        with problem:
            is_down = problem.code >= 500 or problem.code == 429 or problem.code < 400
        raise (EngineDown if is_down else BadAnswer)(f"The engine answered {problem.code}.") from None
    except (URLError, HTTPException, OSError) as problem:
        raise EngineDown(f"The engine does not answer: {type(problem).__name__}.") from None
    return _checked(content, len(texts))


def _in_time(response):
    """Return the body; an engine that drips is not waited for."""
    until, content = time.monotonic() + LONGEST_WAIT, b""
    while part := response.read1(65_536):
        content += part
        if len(content) > LARGEST_ANSWER:
            raise BadAnswer("The engine answered with more than is read.")
        if time.monotonic() > until:
            raise EngineDown("The engine takes too long.")
    return content


def _checked(content, count):
    try:
        found = json.loads(content)["translatedText"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadAnswer("The engine answered with something else than a translation.") from None
    if not isinstance(found, list) or len(found) != count or not all(map(_is_text, found)):
        raise BadAnswer(f"The engine did not answer with {count} texts.")
    return found


def _is_text(text):
    """Return whether a database can keep it: no NUL, no half of a letter."""
    return isinstance(text, str) and HALVES.search(text) is None
