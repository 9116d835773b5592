"""A published edition for other systems: what everybody may read, whoever asks, as the published schema says."""

import json

import pytest
from django.conf import settings

from guidelines.library import actions
from guidelines.library.exchange import as_public
from guidelines.library.exchange.dump import dump
from guidelines.library.models import BlockKind, CrossReference, Edition, Guideline, GuidelineLevel, GuidelineSet
from tests.guidelines.library.conftest import FRENCH_WORD, MEMBER_WORD, add_guideline, approve, publish_next, write
from tests.schema import problems

JSON = "/guidelines/gov/e2026/edition.json"
SCHEMA = "/guidelines/edition-1.schema.json"


def read(client, path=JSON):
    answer = client.get(path)
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_it_is_as_its_schema_says(client, published, editor):
    first, third = (published.guidelines.get(number=number) for number in (1, 3))
    CrossReference.objects.create(guideline=first, to=third)
    BlockKind.objects.filter(edition=published, code="structure").update(is_public=True)
    schema = read(client, SCHEMA)
    assert problems(read(client), schema) == []
    assert schema["$id"] == read(client)["schema"] == settings.SITE_URL + SCHEMA
    wrong = read(client)
    wrong["guidelines"][0]["evidence"] = "secret"
    del wrong["sections"][0]["code"]
    assert len(problems(wrong, schema)) == 2


def test_every_guideline_has_its_number_code_and_permanent_addresses(client, published, editor):
    actions.release_language(published, language="fr", by=editor)
    found = read(client)
    assert [(one["number"], one["code"]) for one in found["guidelines"]] == [(1, "GOV-1"), (2, "GOV-2"), (3, "GOV-3")]
    assert found["guidelines"][1]["addresses"] == {
        code: f"{settings.SITE_URL}/{code}/guidelines/gov/e2026/2/" for code in ("en", "fr")
    }
    assert [one["code"] for one in found["sections"]] == ["A", "A.1", "A.2"]
    assert found["sections"][1]["addresses"]["en"] == f"{settings.SITE_URL}/en/guidelines/gov/e2026/A.1/"
    for one in [found, *found["guidelines"], *found["sections"]]:
        for address in one["addresses"].values():
            assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_it_says_who_is_to_be_named_and_what_may_be_done(client, published, settings):
    settings.CONTENT_LICENCE = "CC BY 4.0"
    found = read(client)
    assert found["licence"] == "CC BY 4.0"
    assert found["publisher"] == "Social Security Portal"
    assert "GOV, edition 2026" in found["attribution"]
    assert found["attribution"].endswith("/en/guidelines/gov/e2026/")


def test_only_released_languages_are_in_it(client, client_of, anna, published, editor):
    GuidelineSet.objects.update(title_de="Steuerung")
    for reader in (client, client_of(anna), client_of(editor)):
        content = reader.get(JSON).content.decode()
        assert FRENCH_WORD not in content
        assert "Steuerung" not in content
        assert json.loads(content)["languages"] == ["en"]
    actions.release_language(published, language="fr", by=editor)
    found = read(client)
    assert found["languages"] == ["en", "fr"]
    assert FRENCH_WORD in found["guidelines"][0]["texts"]["statement"]["fr"]


def test_only_open_blocks_are_in_it_for_members_too(client, client_of, anna, published):
    for reader in (client, client_of(anna)):
        content = reader.get(JSON).content.decode()
        assert MEMBER_WORD not in content
        assert [block["code"] for block in json.loads(content)["blocks"]] == ["structure", "mechanism"]
    BlockKind.objects.filter(edition=published, code="structure").update(is_public=True)
    found = read(client)
    assert {point["block"] for point in found["points"]} == {"structure"}
    assert f"{MEMBER_WORD} mechanism" not in json.dumps(found)


def test_nothing_of_the_self_assessment_is_in_it(client, published):
    guideline = Guideline.objects.filter(edition=published).first()
    Guideline.objects.filter(pk=guideline.pk).update(evidence_hint_en="Zettelkasten")
    GuidelineLevel.objects.create(
        guideline=guideline, level=published.levels.first(), descriptor="Kaleidoskop", descriptor_en="Kaleidoskop"
    )
    content = client.get(JSON).content.decode()
    for word in ("Zettelkasten", "Kaleidoskop", "Step 1"):
        assert word not in content
        assert word in str([row.texts for row in dump(published).rows])


def test_a_reference_to_what_is_not_published_is_not_in_it(client, published, editor):
    draft, elsewhere = write(editor, code="NEW"), write(editor, code="SQ")
    actions.publish_edition(approve(elsewhere, by=editor), by=editor)
    referring = published.guidelines.get(number=1)
    for target in (draft.guidelines.first(), elsewhere.guidelines.get(number=1)):
        CrossReference.objects.create(guideline=referring, to=target)
    found = read(client)["cross_references"]
    assert [one["code"] for one in found] == ["SQ-1"]
    assert found[0]["addresses"] == {"en": f"{settings.SITE_URL}/en/guidelines/sq/e2026/1/"}
    assert str(draft.guidelines.first().key) not in json.dumps(read(client))


def test_a_draft_has_none_even_for_those_who_write_it(client, client_of, editor, draft):
    for reader in (client, client_of(editor)):
        assert reader.get(JSON).status_code == 404
    assert client.get("/guidelines/nix/e2026/edition.json").status_code == 404


def test_a_superseded_edition_keeps_its_address(client, published, editor):
    publish_next(2030, by=editor)
    assert read(client)["state"] == "superseded"


def test_capitals_lead_to_the_one_spelling(client, published):
    assert client.get(JSON.replace("gov", "GOV")).headers["Location"] == JSON


def test_programs_of_other_sites_may_read_it_and_need_not_read_it_twice(client, published, editor):
    for path, kind in ((JSON, "application/json"), (SCHEMA, "application/schema+json")):
        answer = client.get(path)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    before = client.get(JSON)
    unchanged = client.get(JSON, headers={"If-Modified-Since": before.headers["Last-Modified"]})
    assert unchanged.status_code == 304
    actions.release_language(published, language="fr", by=editor)
    after = client.get(JSON, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]


def test_it_is_only_read(client, published):
    assert client.post(JSON).status_code == 405
    assert client.head(JSON).status_code == 200


def test_the_page_of_the_edition_leads_to_it(client, published, draft):
    page = client.get("/ar/guidelines/gov/e2026/").content.decode()
    assert f'<link rel="alternate" type="application/json" href="{settings.SITE_URL}{JSON}">' in page
    assert f'href="{JSON}"' in page
    assert f'href="{SCHEMA}"' in page


def test_the_same_text_makes_the_same_bytes(published):
    edition = Edition.objects.get(pk=published.pk)
    assert as_public.write(edition) == as_public.write(edition)


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_any_number(count, draft, editor, client, django_assert_num_queries):
    for number in range(count):
        add_guideline(draft.sections.get(title_en="People"), f"More {number}", by=editor)
    actions.publish_edition(approve(draft, by=editor), by=editor)
    with django_assert_num_queries(17):
        assert len(read(client)["guidelines"]) == 3 + count
