"""Mistakes with which an edition of the demo was published, and the errata that corrected them later.

The texts of the set are the right ones; ``errata.json`` says what stood there at first.
"""

import json
from datetime import timedelta

from guidelines.library import actions
from guidelines.library.demo_set.book import FOLDER, key
from portal import clock
from portal.languages import value_in


class Misprints:
    def __init__(self, name):
        file = FOLDER / name / "errata.json"
        self.all = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []

    def put_into(self, book):
        """Let the book hold the texts as they were published."""
        for one in self.all:
            texts = book.text[one["language"]]["guidelines"][one["guideline"]]
            if one["right"] not in texts[one["field"]]:
                raise ValueError(f"{book.code}-{one['guideline']}: “{one['right']}” is not in the text")
            texts[one["field"]] = texts[one["field"]].replace(one["right"], one["printed"])
        return book

    def correct(self, edition, *, by):
        """Issue each erratum on its day after the publication; once."""
        if edition.errata.exists():
            return
        for one in self.all:
            with clock.set_to(edition.published_at + timedelta(days=one["days_after"])):
                self._issue(one, edition, by)

    def _issue(self, one, edition, by):
        guideline = edition.guidelines.get(key=key("guideline", edition.set.code, edition.year, one["guideline"]))
        before = value_in(guideline, one["field"], one["language"])
        actions.issue_erratum(
            guideline,
            part=guideline,
            field=one["field"],
            language=one["language"],
            before=before,
            after=before.replace(one["printed"], one["right"]),
            reason=one["reason"],
            reason_lang=one["language"],
            by=by,
        )
        for language in one.get("still_good", []):
            actions.confirm_translation(guideline, part=guideline, field=one["field"], language=language, by=by)
