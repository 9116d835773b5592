"""How far several assessments are and where they stand; two queries for any number of them."""

from collections import defaultdict

from guidelines.assessment.models import Answer
from guidelines.assessment.scoring import Scored, score
from guidelines.library.models import Guideline


def standings(assessments):
    """Return the Score of the whole set for each assessment, by primary key."""
    assessments = list(assessments)
    if not assessments:
        return {}
    asked = defaultdict(list)
    guidelines = Guideline.objects.filter(edition__in={assessment.edition_id for assessment in assessments})
    for edition, guideline in guidelines.order_by("number", "pk").values_list("edition_id", "pk"):
        asked[edition].append(guideline)
    given = {}
    answers = Answer.objects.filter(assessment__in=assessments).order_by()
    for assessment, guideline, *values in answers.values_list(
        "assessment_id", "guideline_id", "level", "is_not_applicable", "target"
    ):
        given[assessment, guideline] = values
    return {
        assessment.pk: score(
            [
                Scored(str(guideline), (), *given.get((assessment.pk, guideline), (None, False, None)))
                for guideline in asked[assessment.edition_id]
            ],
            rules=assessment.scoring_rules,
        ).whole
        for assessment in assessments
    }


def standing_of(assessment):
    return standings([assessment])[assessment.pk]
