"""What those who were invited say about a draft, and what became of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.library.actions.writing import lock
from guidelines.library.enums import ANSWERED, COMMENTED, Disposition
from guidelines.library.exceptions import NotCommentedNow, NotYourText, WrongEdition
from guidelines.library.models import Comment
from portal import clock, written
from portal.audit.record import record
from portal.languages import SOURCE, value_in

LONGEST = 4000


@transaction.atomic
def comment_guideline(guideline, *, code, text, lang, by, point=None):
    """Say something about a guideline or one of its points; ``code`` is the one it has in the draft today."""
    edition = lock(guideline.edition)
    if edition.state not in COMMENTED:
        raise NotCommentedNow
    if not by.has_perm("library.comment_edition", edition):
        raise NotYourText
    if point is not None and point.guideline_id != guideline.pk:
        raise WrongEdition
    comment = Comment(
        edition=edition,
        guideline=guideline,
        point=point,
        place=f"{code} {value_in(guideline, 'title', SOURCE)}"[:240],
        quoted=value_in(point, "text", SOURCE) if point else value_in(guideline, "statement", SOURCE),
        phase=edition.state,
        text=_words(text, "text", _("Write your comment.")),
        text_lang=lang,
        by=by,
        at=clock.now(),
    )
    comment.full_clean()
    comment.save()
    record(comment, "library.comment_guideline", by=by, after={"place": comment.place, "phase": comment.phase})
    return comment


@transaction.atomic
def answer_comment(comment, *, disposition, answer, lang, by):
    """Say what became of a comment, and why; until approval the word may be changed."""
    edition = lock(comment.edition)
    if edition.state not in ANSWERED:
        raise NotCommentedNow
    if not by.has_perm("library.answer_comment", edition):
        raise NotYourText
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    before = {"disposition": comment.disposition}
    comment.disposition = disposition
    comment.answer = written.text(answer)
    if disposition != Disposition.TAKEN:
        comment.answer = _words(answer, "answer", _("Say why: whoever commented reads it."))
    comment.answer_lang, comment.answered_by, comment.answered_at = lang, by, clock.now()
    comment.full_clean()
    comment.save()
    record(comment, "library.answer_comment", by=by, before=before, after={"disposition": disposition})
    return comment


def _words(text, field, sentence):
    text = written.text(text)
    if not text:
        raise ValidationError({field: sentence})
    if len(text) > LONGEST:
        raise ValidationError({field: _("Write at most %(count)d characters.") % {"count": LONGEST}})
    return text
