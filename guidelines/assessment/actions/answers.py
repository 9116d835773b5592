"""Saving an answer: acknowledged once, under a version, never over somebody else's words unseen."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from guidelines.assessment.enums import EDITABLE, State
from guidelines.assessment.models import Answer, AnswerChange, Assessment
from guidelines.assessment.workflow import ASSESSMENT
from guidelines.library.models import Guideline, Level
from portal import clock, written
from portal.accounts.models import User
from portal.languages import CODES, SOURCE

COMMENT_LENGTH = Answer._meta.get_field("comment").max_length


@dataclass(frozen=True)
class Values:
    """What an answer says. An empty comment is in no language."""

    level: int | None = None
    is_not_applicable: bool = False
    comment: str = ""
    comment_lang: str = ""
    target: int | None = None

    @classmethod
    def of(cls, answer):
        return cls(answer.level, answer.is_not_applicable, answer.comment, answer.comment_lang, answer.target)


EMPTY = Values()


@dataclass(frozen=True)
class Acknowledgement:
    """The server's word that a version is kept: the only thing that may be called *saved*."""

    guideline_key: UUID
    version: int
    at: datetime
    by: User
    values: Values
    read_lang: str = SOURCE


class AnswersClosed(Exception):
    """The assessment was handed in, signed or archived: its answers are no longer written."""

    def __init__(self, state):
        self.state = state


class NoSuchGuideline(Exception):
    """The edition of the assessment has no guideline with this key."""


class KeyUsedElsewhere(Exception):
    """The client used one key for two answers."""


@dataclass
class Conflict(Exception):
    """Somebody has changed the answer since it was read. Both sides, and what both started from."""

    mine: Values
    theirs: Values
    base: Values
    version: int
    at: datetime
    by: User


@transaction.atomic
def save_answer(assessment, guideline_key, *, key, seen_version, values, by, comment_lang="", read_lang=""):
    """Keep ``values`` as the next version of one answer and return the acknowledgement.

    ``key`` is the client's, new for each thing it wants kept: the same key
    again, after a cut line or a double click, gets the same acknowledgement
    and changes nothing, even when the assessment was handed in meanwhile.
    ``seen_version`` is the version that the writer had before his eyes (0 for
    none); another one now is a Conflict, unless both say the same.
    """
    values = tidy(values, comment_lang or values.comment_lang or by.language)
    locked = lock(assessment, guideline_key)
    answer, known = answer_and_key(locked, key)
    if known:
        return acknowledge_again(locked, guideline_key, key)
    if locked.state not in EDITABLE:
        raise AnswersClosed(locked.state)
    check(values, locked.top)
    now = Values.of(answer) if answer else EMPTY
    if values == now:
        return Acknowledgement(
            guideline_key=UUID(str(guideline_key)),
            version=answer.version if answer else 0,
            at=answer.answered_at if answer else clock.now(),
            by=answer.answered_by if answer else by,
            values=now,
            read_lang=answer.read_lang if answer else SOURCE,
        )
    if answer and answer.version != seen_version:
        raise Conflict(
            mine=values,
            theirs=now,
            base=values_at(answer, seen_version),
            version=answer.version,
            at=answer.answered_at,
            by=answer.answered_by,
        )
    change = write(locked, answer, values, key=key, by=by, read_lang=read_lang if read_lang in CODES else SOURCE)
    if locked.state == State.DRAFT:
        ASSESSMENT.apply("begin", locked, by=by)
    return acknowledgement(change, guideline_key, values)


def tidy(values, lang):
    comment = written.text(values.comment)
    lang = lang if lang in CODES else SOURCE
    return Values(values.level, values.is_not_applicable, comment, lang if comment else "", values.target)


def lock(assessment, guideline_key):
    """Return the assessment, locked, with what is frozen by publication: the top of the scale, the guideline."""
    levels = Level.objects.filter(edition=OuterRef("edition")).order_by("-value").values("value")
    guidelines = Guideline.objects.filter(edition=OuterRef("edition"), key=guideline_key).values("pk")
    locked = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("institution")
        .annotate(top=Subquery(levels[:1]), guideline_pk=Subquery(guidelines[:1]))
        .get(pk=assessment.pk)
    )
    if locked.guideline_pk is None:
        raise NoSuchGuideline
    return locked


def answer_and_key(assessment, key):
    """Return the answer as it is (or None), and whether the key has been acknowledged for it."""
    known = AnswerChange.objects.filter(assessment=assessment, answer=OuterRef("pk"), key=key)
    rows = (
        Answer.objects.filter(assessment=assessment)
        .annotate(known=Exists(known))
        .filter(Q(guideline=assessment.guideline_pk) | Q(known=True))
        .select_related("answered_by")
    )
    answer = None
    for row in rows:
        if row.guideline_id == assessment.guideline_pk:
            answer = row
        else:
            raise KeyUsedElsewhere
    return answer, bool(answer and answer.known)


def acknowledge_again(assessment, guideline_key, key):
    change = AnswerChange.objects.select_related("by").get(assessment=assessment, key=key)
    return acknowledgement(change, guideline_key, Values(**change.after))


def acknowledgement(change, guideline_key, values):
    return Acknowledgement(
        guideline_key=UUID(str(guideline_key)),
        version=change.version,
        at=change.at,
        by=change.by,
        values=values,
        read_lang=change.read_lang,
    )


def check(values, top):
    """Refuse what the scale of the edition does not know. The reason for "not applicable" is asked for, not forced."""
    problems = {}
    if values.level is not None and not 0 <= values.level <= top:
        problems["level"] = _("Choose one of the levels of the scale.")
    if values.level is not None and values.is_not_applicable:
        problems["level"] = _("Choose either a level or “not applicable”.")
    if values.target is not None and not 0 <= values.target <= top:
        problems["target"] = _("Choose one of the levels of the scale.")
    if len(values.comment) > COMMENT_LENGTH:
        problems["comment"] = _("The comment may have %(most)d characters at most; this one has %(now)d.") % {
            "most": COMMENT_LENGTH,
            "now": len(values.comment),
        }
    if problems:
        raise ValidationError(problems)


def values_at(answer, version):
    """Return what the answer said at ``version``; nothing for a version that never was."""
    change = AnswerChange.objects.filter(answer=answer, version=version).first()
    return Values(**change.after) if change else EMPTY


def write(assessment, answer, values, *, key, by, read_lang):
    """Write the answer and the change that leads to it; the lock on the assessment is held."""
    before = Values.of(answer) if answer else EMPTY
    answer = answer or Answer(assessment=assessment, guideline_id=assessment.guideline_pk)
    for name, value in asdict(values).items():
        setattr(answer, name, value)
    answer.version += 1
    answer.answered_at, answer.answered_by, answer.read_lang = clock.now(), by, read_lang
    answer.save()
    return AnswerChange.objects.create(
        answer=answer,
        assessment=assessment,
        version=answer.version,
        key=key,
        by=by,
        at=answer.answered_at,
        before=asdict(before),
        after=asdict(values),
        comment_lang=values.comment_lang,
        read_lang=read_lang,
    )
