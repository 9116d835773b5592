"""An edition as a story finds it: what happened before is done here, in the portal's own process and through its actions.

``set_up`` is called by the test; the rest runs where the portal's database is.
"""

import json
import subprocess
import sys
from dataclasses import dataclass

from tests.journeys.server import ROOT

PASSWORD = "a story for everybody"
MOVES = {
    "in-review": ("draft", "review"),
    "approved": ("draft", "review", "finalise", "approve"),
    "in-translation": ("draft", "review", "finalise", "approve", "translate"),
    "published": ("draft", "review", "finalise", "approve", "publish"),
}


@dataclass(frozen=True)
class Stage:
    code: str
    uuid: str
    keys: list  # of the guidelines, in their order
    people: dict  # who → address of the account

    @property
    def desk(self):
        return f"/admin/library/editions/{self.uuid}/"

    def page(self, language, rest="", year=2026):
        return f"/{language}/guidelines/{self.code.lower()}/e{year}/{rest}"

    def translating(self, language, rest=""):
        return f"/{language}/translate/{self.uuid}/{rest}"


def set_up(portal, **given):
    return Stage(**_there(portal, "edition", **given))


def make_pdf(portal, stage, language):
    """Make what the worker will make: it is busy with the demo's documents, and a story does not wait for those."""
    _there(portal, "pdf", uuid=stage.uuid, language=language)


def _there(portal, what, **given):
    words = [sys.executable, "-m", "tests.journeys.an_edition.stage", what, json.dumps(given)]
    return json.loads(
        subprocess.run(words, cwd=ROOT, env=portal.environment, check=True, stdout=subprocess.PIPE).stdout.splitlines()[
            -1
        ]
    )


def edition(*, code, state, languages=("en",), released=(), with_mistakes=False, people=None, duties=()):
    """``people``: who → name; ``duties``: (who, duty)."""
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from guidelines.library import actions
    from guidelines.library.checks import edition as checks
    from guidelines.library.exchange import as_json
    from guidelines.library.exchange.bring import bring
    from guidelines.library.exchange.check import check
    from guidelines.library.models import Edition
    from guidelines.library.numbering import guidelines_in_order
    from portal.accounts.actions import create_account
    from portal.background.models import OutboxRow
    from portal.languages import set_columns
    from tests.journeys.an_edition.edition_file import EditionFile

    users = get_user_model().objects
    by = users.filter(groups__name="guideline_editor").first()
    with transaction.atomic():
        accounts = {
            who: create_account(email=f"{who}.{code.lower()}@outside.example", name=name, password=PASSWORD)
            for who, name in (people or {}).items()
        }
        file = EditionFile(code, languages=languages, with_mistakes=with_mistakes)
        book, problems = as_json.read(file.content())
        assert not (problems or check(book)), problems
        made = bring(book, by=by)
        # The set belongs to all its editions: its editors write what it is called, and no translator is asked.
        for field in ("title", "summary"):
            set_columns(made.set, field, file.texts.texts("set", field))
        actions.save_set(made.set, by=by)
        actions.go_through(made, *MOVES[state], by=by)
        for who, duty in duties:
            actions.assign(made, user=accounts[who], duty=duty, by=by)
        for language in released:
            actions.release_language(made, language=language, by=by, seen=checks.report(made, language).mark)
        # Nobody in the story asks for the documents of what was published before it began.
        OutboxRow.objects.filter(task__startswith="guidelines.library.tasks").delete()
        made = Edition.objects.get(pk=made.pk)
        in_order = guidelines_in_order(list(made.sections.all()), list(made.guidelines.all()))
        return {
            "code": code,
            "uuid": str(made.uuid),
            "keys": [str(guideline.key) for guideline in in_order],
            "people": {who: user.email for who, user in accounts.items()},
        }


def pdf(*, uuid, language):
    from guidelines.library import pdf

    pdf.make(uuid, language)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps({"edition": edition, "pdf": pdf}[sys.argv[1]](**json.loads(sys.argv[2]))))
