from django.db.models import F

from guidelines.assessment.models import AnswerChange


def answers(user):
    """Give what the person wrote in self-assessments: each version of her own, and nobody else's words."""
    rows = AnswerChange.objects.filter(by=user).order_by("pk")
    return "answers_written", list(
        rows.annotate(assessment_uuid=F("assessment__uuid"), guideline=F("answer__guideline__number")).values(
            "at", "assessment_uuid", "guideline", "version", "after", "comment_lang", "read_lang"
        )
    )
