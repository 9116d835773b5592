"""Every kind that an app registers has all it needs, in seven languages."""

import pytest
from django.utils import translation

from portal.languages import CODES
from portal.notifications.kinds import all_kinds
from portal.notifications.views.texts import preview


@pytest.mark.parametrize("language", CODES)
def test_every_kind_has_a_line_a_substance_and_an_address(language, db):
    for kind in all_kinds().values():
        shown = preview(kind, language)
        assert shown["line"], kind.code
        assert len(shown["fragment"].strip()) > 40, kind.code
        assert "style=" not in shown["fragment"], kind.code  # the pages allow none
        assert "%(" not in shown["line"] + shown["fragment"], kind.code
        with translation.override(language):
            assert kind.address(kind.sample()).startswith((f"/{language}/", "/admin/")), kind.code


def test_the_code_names_an_app_and_an_event():
    from django.apps import apps

    for code in all_kinds():
        label, dot, event = code.partition(".")
        assert dot
        assert event.isidentifier()
        assert apps.get_app_config(label)
