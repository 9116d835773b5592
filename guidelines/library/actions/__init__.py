"""Everything that writes to the library. Form, loader and import call these and nothing else."""

from guidelines.library.actions.assignments import assign, unassign
from guidelines.library.actions.editions import (
    approve_edition,
    create_edition,
    draft_edition,
    publish_edition,
    reopen_edition,
    save_edition,
)
from guidelines.library.actions.guidelines import remove_guideline, save_guideline
from guidelines.library.actions.languages import release_language
from guidelines.library.actions.sections import remove_section, save_section
from guidelines.library.actions.sets import save_set

__all__ = [
    "approve_edition",
    "assign",
    "create_edition",
    "draft_edition",
    "publish_edition",
    "release_language",
    "remove_guideline",
    "remove_section",
    "reopen_edition",
    "save_edition",
    "save_guideline",
    "save_section",
    "save_set",
    "unassign",
]
