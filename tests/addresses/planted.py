"""Unmistakable words, planted where they must not get out, and who may read each.

A place is an institution; its words begin with its name (``aldercomment``).
"""

import io
import re
import zipfile
from dataclasses import dataclass

from pypdf import PdfReader

PLACES = ("alder", "birch")
OWN = frozenset({"reader", "contributor", "coordinator", "approver"})
FOREIGN = frozenset({"foreign reader", "foreign contributor", "foreign coordinator", "foreign approver"})

#: What is planted in each institution → who of the secretariat may read it, besides its own people.
BY_STAFF = {
    "title": set(),  # of a self-assessment
    "comment": set(),  # of an answer
    "former": set(),  # a comment that was replaced
    "reason": set(),  # why a self-assessment was returned
    "signed": set(),  # a comment in a stored report
    "unit": {"account_manager", "service_desk"},
    "person": {"account_manager", "service_desk", "administrator", "superuser"},
    "invitee": set(),
    "asker": {"account_manager", "service_desk"},
    "message": {"account_manager", "service_desk"},
    "domain": {"service_desk"},
}
#: Of these the institution's coordinator alone reads.
FOR_COORDINATORS = frozenset({"invitee", "asker", "message", "domain"})

MEMBERS_ONLY = "quincunx"  # in the blocks of guidelines that are for members
UNRELEASED = "chrysalide"  # in a language of an edition that is not released
UNPUBLISHED = "palimpsest"  # in an edition that is not published
UNASSIGNED = "samovar"  # in what the outside translator was not given: sections, languages, comments, the other edition
READS_DRAFTS = frozenset({"guideline_editor", "translator", "commission member", "reviewer", "superuser"})
READS_WHAT_IS_GIVEN = READS_DRAFTS | {"outside translator"}
READS_BLOCKS = OWN | FOREIGN | READS_WHAT_IS_GIVEN | {"account_manager", "assessor"}

#: Address → words that its secret opens to whoever holds the letter, signed in or not.
BY_SECRET = {"accounts:invitation": {"birchinvitee", "birchperson"}, "calendar_feed": {"birchtitle", "birchunit"}}


def word(place, kind):
    return f"{place}{kind}"


@dataclass(frozen=True)
class Planted:
    word: str
    readers: frozenset


def all_planted():
    """Return every planted word with the roles that may meet it."""
    alder, birch = PLACES
    found = [
        Planted(MEMBERS_ONLY, READS_BLOCKS),
        Planted(UNRELEASED, READS_WHAT_IS_GIVEN),
        Planted(UNPUBLISHED, READS_WHAT_IS_GIVEN),
        Planted(UNASSIGNED, READS_DRAFTS),
    ]
    for kind, staff in BY_STAFF.items():
        own = {"coordinator"} if kind in FOR_COORDINATORS else OWN
        foreign = {f"foreign {role}" for role in own}
        found.append(Planted(word(alder, kind), frozenset(own | staff)))
        found.append(Planted(word(birch, kind), frozenset(foreign | staff)))
    return found


WORDS = re.compile("|".join(planted.word for planted in all_planted()), re.IGNORECASE)


def words_in(response):
    """Return the planted words in an answer: its head, its text, and what is inside a PDF or a spreadsheet."""
    head = " ".join(f"{name}: {value}" for name, value in response.items())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return words_of(head) | words_of(text_of(body))


def words_of(text):
    return {found.lower() for found in WORDS.findall(text)}


def text_of(body):
    """Return what somebody reads in these bytes."""
    if body.startswith(b"%PDF-1") and b"%%EOF" in body:
        reader = PdfReader(io.BytesIO(body))
        text = "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        return re.sub(r"[\s\u00ad\u2010-]+", "", text)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return " ".join(archive.read(name).decode() for name in archive.namelist())
    return body.decode(errors="replace")
