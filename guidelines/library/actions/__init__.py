"""Everything that writes to the library. Form, loader and import call these and nothing else."""

from guidelines.library.actions.assignments import assign, unassign
from guidelines.library.actions.comments import answer_comment, comment_guideline
from guidelines.library.actions.editions import (
    MOVES,
    approve_edition,
    conclude_edition,
    consult_edition,
    create_edition,
    draft_edition,
    finalise_edition,
    go_through,
    hindrance,
    publish_edition,
    reopen_edition,
    review_edition,
    rework_edition,
    save_edition,
    translate_edition,
)
from guidelines.library.actions.errata import issue_erratum, rehearse_erratum
from guidelines.library.actions.extracts import ask_for_changes, ask_for_extract, ask_for_working_paper
from guidelines.library.actions.glossary import rehearse_terms, take_terms
from guidelines.library.actions.guidelines import remove_guideline, save_guideline
from guidelines.library.actions.imports import import_hindrance, prepare_import, take_import, undo_import
from guidelines.library.actions.invitations import (
    accept_translator_invitation,
    give_translation,
    invite_translator,
    resend_translator_invitation,
    withdraw_translator_invitation,
)
from guidelines.library.actions.languages import release_language
from guidelines.library.actions.machine import ask_machine
from guidelines.library.actions.mapping import confirm_rows, propose_mapping, save_row
from guidelines.library.actions.moving import merge_guidelines, move_guideline, move_section, split_guideline
from guidelines.library.actions.sections import remove_section, save_section
from guidelines.library.actions.sets import save_set
from guidelines.library.actions.succession import next_edition
from guidelines.library.actions.terms import restore_term, retire_term, write_term
from guidelines.library.actions.translation_files import (
    prepare_translation_import,
    take_translation_import,
    translation_import_hindrance,
    undo_translation_import,
)
from guidelines.library.actions.translations import confirm_translation, save_translation, store_machine_texts

__all__ = [
    "MOVES",
    "accept_translator_invitation",
    "answer_comment",
    "approve_edition",
    "ask_for_changes",
    "ask_for_extract",
    "ask_for_working_paper",
    "ask_machine",
    "assign",
    "comment_guideline",
    "conclude_edition",
    "confirm_rows",
    "confirm_translation",
    "consult_edition",
    "create_edition",
    "draft_edition",
    "finalise_edition",
    "give_translation",
    "go_through",
    "hindrance",
    "import_hindrance",
    "invite_translator",
    "issue_erratum",
    "merge_guidelines",
    "move_guideline",
    "move_section",
    "next_edition",
    "propose_mapping",
    "prepare_import",
    "prepare_translation_import",
    "publish_edition",
    "rehearse_terms",
    "rehearse_erratum",
    "release_language",
    "remove_guideline",
    "remove_section",
    "reopen_edition",
    "resend_translator_invitation",
    "restore_term",
    "retire_term",
    "review_edition",
    "rework_edition",
    "save_edition",
    "save_guideline",
    "save_row",
    "save_section",
    "save_set",
    "save_translation",
    "split_guideline",
    "store_machine_texts",
    "take_import",
    "take_terms",
    "translate_edition",
    "unassign",
    "translation_import_hindrance",
    "undo_import",
    "withdraw_translator_invitation",
    "write_term",
    "take_translation_import",
    "undo_translation_import",
]
