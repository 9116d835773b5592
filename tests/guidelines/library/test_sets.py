"""Sets: who may write them, and the codes that none may have."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.exceptions import NotYourText
from guidelines.library.models import GuidelineSet


@pytest.mark.parametrize("code", ["ABC", "GOV"])
def test_who_may_not_write_sets_is_refused_by_the_action(draft, translator, anna, code):
    """``GOV`` is there, ``ABC`` is not: neither is added nor changed."""
    one = GuidelineSet.objects.filter(code=code).first() or GuidelineSet(code=code)
    one.title_en = one.title = "Otherwise"
    for by in (translator, anna):
        with pytest.raises(NotYourText):
            actions.save_set(one, by=by)
    assert not GuidelineSet.objects.filter(title_en="Otherwise").exists()


def test_a_code_that_would_hide_another_page_is_refused_at_its_field(client_of, editor):
    with pytest.raises(ValidationError):
        actions.save_set(GuidelineSet(code="GLOSSARY", title_en="Words", title="Words"), by=editor)
    form = (
        client_of(editor)
        .post(
            reverse("wagtailsnippets_library_guidelineset:add"),
            {"code": "GLOSSARY", "title_en": "Words", "position": 0},
        )
        .context["form"]
    )
    assert "GLOSSARY" in form.errors["code"][0]
    assert not GuidelineSet.objects.exists()
