"""What is kept of a report when it is signed, and that nothing later touches it."""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import transaction

from guidelines.assessment import snapshot
from guidelines.assessment.models import Assessment, StoredReport
from guidelines.library.models import EditionLanguage
from portal import clock
from portal.background.models import OutboxRow
from tests.factories import AnswerFactory, AssessmentFactory, GuidelineFactory

SIGNED = datetime(2026, 11, 20, 13, 5, 7, tzinfo=UTC)


@pytest.fixture
def assessment(fund, edition, carl):
    """Three guidelines: level 2 with target 3 and a French comment, not applicable, unanswered."""
    assessment = AssessmentFactory(institution=fund, edition=edition, handed_in=True)
    first, second, _third = edition.guidelines.order_by("number")
    with clock.set_to(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        AnswerFactory(
            assessment=assessment,
            guideline=first,
            level=2,
            target=3,
            comment="Écrit",
            comment_lang="fr",
            answered_by=carl,
        )
        AnswerFactory(assessment=assessment, guideline=second, level=None, is_not_applicable=True, answered_by=carl)
    return assessment


def sign(assessment, by, at=SIGNED):
    assessment.signed_off_at, assessment.signed_off_by = at, by
    assessment.save()
    return snapshot.store_report(assessment, by=by)


def test_content_is_canonical_and_its_mark_is_of_the_content_alone(assessment, ada):
    stored = sign(assessment, ada)
    content = json.loads(stored.content)
    assert stored.content == json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert stored.content_sha256 == hashlib.sha256(stored.content.encode()).hexdigest()
    assert "Ada" not in stored.content


def test_the_mark_can_be_printed_before_signing(assessment, ada):
    before = snapshot.mark_of(snapshot.canonical(snapshot.content_of(assessment)))
    assert sign(assessment, ada).content_sha256 == before


def test_a_signature_says_who_in_which_position_when_and_where(assessment, ada):
    ada.time_zone = "Africa/Dakar"
    ada.person.affiliations.update(position="Director General")
    assert json.loads(sign(assessment, ada).signature) == {
        "signer": str(ada.uuid),
        "name": "Ada",
        "position": "Director General",
        "at": "2026-11-20T13:05:07Z",
        "zone": "Africa/Dakar",
    }


def test_an_answer_keeps_its_words_their_language_and_who_gave_it(assessment):
    first, second, third = (g["answer"] for g in snapshot.content_of(assessment)["guidelines"])
    assert first == {
        "version": 1,
        "level": 2,
        "is_not_applicable": False,
        "target": 3,
        "comment": {"text": "Écrit", "lang": "fr"},
        "answered_at": "2026-11-02T09:00:00Z",
        "answered_by": "Carl",
        "read_lang": "en",
    }
    assert second["is_not_applicable"]
    assert second["comment"] is None
    assert third is None


def test_scores_stand_beside_what_they_were_reached_from(assessment):
    whole = snapshot.content_of(assessment)["scores"]["nodes"][0]
    assert whole == {
        "path": [],
        "guidelines": 3,
        "answered": 2,
        "not_applicable": 1,
        "applicable": 1,
        "total": 2,
        "level": "2.00",
        "level_shown": "2.0",
        "targets": 1,
        "target_total": 3,
        "target": "3.00",
        "target_shown": "3.0",
        "completion": "0.6667",
        "not_applicable_share": "0.3333",
        "counted": [["ICT-1", 2]],
        "left_out": ["ICT-2"],
        "unanswered": ["ICT-3"],
        "aimed": [["ICT-1", 3]],
    }


def test_wording_is_kept_in_released_languages_only(assessment, edition, ada):
    guideline = edition.guidelines.get(number=1)
    guideline.title_fr, guideline.title_de = "Titre français", "Deutscher Titel"
    guideline.save()
    EditionLanguage.objects.create(edition=edition, language="fr", released_at=clock.now(), released_by=ada)
    content = snapshot.content_of(Assessment.objects.get(pk=assessment.pk))
    assert content["edition"]["languages"] == ["en", "fr"]
    assert content["guidelines"][0]["title"] == {"en": "Title of guideline 1", "fr": "Titre français"}


def test_a_float_never_enters_a_snapshot():
    with pytest.raises(TypeError):
        snapshot.canonical({"nodes": [{"level": 2.5}]})
    assert snapshot.canonical({"level": snapshot.decimal(Decimal("2.50"))}) == '{"level":"2.50"}'


# The assessment before


def earlier_of(institution, edition, by, *, day, **fields):
    moment = datetime(2024, 3, day, tzinfo=UTC)
    with clock.set_to(moment):
        fields |= {"handed_in": True, "state": "signed-off"}
        assessment = AssessmentFactory(institution=institution, edition=edition, **fields)
        AnswerFactory(assessment=assessment, guideline=edition.guidelines.get(number=1), level=1)
        sign(assessment, by, moment)
    return assessment


def test_the_last_signed_assessment_of_the_same_unit_is_compared(assessment, fund, elsewhere, edition, ada):
    earlier_of(elsewhere, edition, ada, day=20)
    earlier_of(fund, edition, ada, day=1)
    last = earlier_of(fund, edition, ada, day=5)
    found = snapshot.content_of(assessment)["earlier"]
    assert found["uuid"] == str(last.uuid)
    assert found["signed_at"] == "2024-03-05T00:00:00Z"
    assert found["nodes"][0] == {"path": [], "level": "1.00", "level_shown": "1.0", "target_shown": None}


def test_what_has_been_corrected_is_not_compared(fund, edition, ada):
    first = earlier_of(fund, edition, ada, day=1)
    wrong = earlier_of(fund, edition, ada, day=5)
    correction = earlier_of(fund, edition, ada, day=9, copied_from=wrong)
    again = AssessmentFactory(institution=fund, edition=edition, handed_in=True, copied_from=correction)
    for assessment in (correction, again):
        assert snapshot.content_of(assessment)["earlier"]["uuid"] == str(first.uuid)


def test_nothing_is_compared_without_an_earlier_one(assessment):
    assert snapshot.content_of(assessment)["earlier"] is None


def test_signing_promises_the_files_of_every_language_and_the_signer_s_first(assessment, ada):
    ada.language = "ar"
    stored = sign(assessment, ada)
    promised = OutboxRow.objects.filter(task="guidelines.assessment.reports.tasks.render_files").order_by("pk")
    languages = [row.arguments["args"] for row in promised]
    assert languages == [[str(stored.uuid), code] for code in ("ar", "en", "fr", "es", "de", "ru", "zh-hans")]


def test_a_rolled_back_signing_leaves_no_report(assessment, ada):
    with transaction.atomic():
        sign(assessment, ada)
        transaction.set_rollback(True)
    assert not StoredReport.objects.exists()


@pytest.mark.parametrize("count", [3, 30])
def test_a_snapshot_costs_the_same_for_any_number_of_guidelines(
    assessment, edition, count, django_assert_max_num_queries
):
    section = edition.sections.last()
    for number in range(4, count + 1):
        AnswerFactory(assessment=assessment, guideline=GuidelineFactory(section=section, number=number))
    fresh = Assessment.objects.select_related("institution__country", "edition__set", "unit", "created_by").get(
        pk=assessment.pk
    )
    with django_assert_max_num_queries(10):
        snapshot.content_of(fresh)
