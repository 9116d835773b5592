"""All checks of one text beside its English, without database."""

from guidelines.library.checks import numbers, scripts, shape, signs, wording


def check(source, target, language, *, wanted=(), is_title=False):
    """Return what is to be said of ``target``, errors first. The title of somebody's work may stay as it is."""
    if not source or not target:
        return []
    found = [*signs.check(source, target), *numbers.check(source, target, language)]
    if not is_title:
        found += scripts.check(source, target, language)
    found += [*shape.check(source, target, language), *wording.check(wanted)]
    return sorted(found, key=lambda finding: not finding.is_error)
