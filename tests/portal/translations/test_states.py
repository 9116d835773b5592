"""Which fields are translated, in an order that people can rely on."""

from guidelines.library.models import Guideline
from portal.translations.states import translated_fields


def test_fields_come_in_the_order_of_the_model_in_every_process():
    assert translated_fields(Guideline) == ["title", "short_title", "statement", "rationale", "evidence_hint"]
