from guidelines.library.views.editions import edition_detail, edition_pdf, edition_whole, set_current
from guidelines.library.views.guidelines import guideline_current, guideline_detail
from guidelines.library.views.sets import set_list

__all__ = [
    "edition_detail",
    "edition_pdf",
    "edition_whole",
    "guideline_current",
    "guideline_detail",
    "set_current",
    "set_list",
]
