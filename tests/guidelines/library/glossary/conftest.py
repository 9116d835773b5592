from guidelines.library import actions
from guidelines.library.models import Term
from portal.languages import set_columns


def term(by, name, *, fr=None, definition="", fr_definition="", **fields):
    """Add a term to the glossary as the guideline editor does."""
    new = Term(**fields)
    set_columns(new, "name", {"en": name, "fr": fr})
    set_columns(new, "definition", {"en": definition, "fr": fr_definition})
    return actions.write_term(new, by=by)
