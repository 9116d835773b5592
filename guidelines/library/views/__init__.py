from guidelines.library.views.changes import changes_ask, changes_pdf, edition_changes
from guidelines.library.views.comments import comment_answer, comment_list, guideline_comments
from guidelines.library.views.editions import edition_detail, edition_part, edition_pdf, edition_whole, set_current
from guidelines.library.views.errata import edition_errata
from guidelines.library.views.extracts import extract_ask, extract_pdf
from guidelines.library.views.glossary import glossary
from guidelines.library.views.guidelines import guideline_current, guideline_detail
from guidelines.library.views.sets import set_list

__all__ = [
    "changes_ask",
    "changes_pdf",
    "comment_answer",
    "comment_list",
    "edition_changes",
    "edition_detail",
    "edition_errata",
    "edition_part",
    "edition_pdf",
    "edition_whole",
    "extract_ask",
    "extract_pdf",
    "glossary",
    "guideline_comments",
    "guideline_current",
    "guideline_detail",
    "set_current",
    "set_list",
]
