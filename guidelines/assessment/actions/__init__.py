from guidelines.assessment.actions.answers import (
    Acknowledgement,
    AnswersClosed,
    Conflict,
    KeyUsedElsewhere,
    NoSuchGuideline,
    Values,
    save_answer,
)
from guidelines.assessment.actions.assessments import (
    EditionNotPublished,
    HandedInAgain,
    OpenAssessmentExists,
    archive_assessment,
    create_assessment,
    discard_assessment,
    hand_in_assessment,
    return_assessment,
    sign_off_assessment,
)

__all__ = [
    "Acknowledgement",
    "AnswersClosed",
    "Conflict",
    "EditionNotPublished",
    "HandedInAgain",
    "KeyUsedElsewhere",
    "NoSuchGuideline",
    "OpenAssessmentExists",
    "Values",
    "archive_assessment",
    "create_assessment",
    "discard_assessment",
    "hand_in_assessment",
    "return_assessment",
    "save_answer",
    "sign_off_assessment",
]
