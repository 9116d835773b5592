"""The gallery opens to those who build, and shows each specimen in both directions."""

import re

import pytest

from portal.gallery.samples import WORDS
from portal.gallery.specimens import SPECIMENS
from portal.gallery.views import side
from tests.portal.templates_read import calls, components, name_of, templates

pytestmark = pytest.mark.django_db


def test_an_administrator_sees_every_specimen(client_of, staff):
    response = client_of(staff("administrator")).get("/en/gallery/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "UNDEFINED(" not in html
    for specimen in SPECIMENS:
        assert f'id="gallery-{specimen.key}"' in html


@pytest.mark.parametrize("role", ["account_manager", "translator"])
def test_other_staff_are_refused(client_of, staff, role):
    assert client_of(staff(role)).get("/en/gallery/").status_code == 403


def test_anna_is_refused_and_a_visitor_is_led_to_sign_in(client_of, client, anna):
    assert client_of(anna).get("/en/gallery/").status_code == 403
    assert client.get("/en/gallery/").status_code == 302


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.key)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_specimen_is_whole_in_its_language(specimen, language):
    html = side(specimen, language)["html"]
    assert "UNDEFINED(" not in html
    assert "{{" not in html
    assert "<c-" not in html


def test_every_sample_is_written_in_both_languages():
    for name, (english, arabic) in WORDS.items():
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic), name
        assert not any("\u0600" <= letter <= "\u06ff" for letter in english), name


def test_every_component_is_on_the_page(client_of, staff):
    """Those that others bring along, such as what stands above a form that was refused, count too."""
    response = client_of(staff("administrator")).get("/en/gallery/")
    drawn = {template.name for template in response.templates}
    assert [path.name for path in components() if f"components/{path.name}" not in drawn] == []


#: “kind: nothing · asked (to do) · bad.” → nothing, asked, bad
KINDS = re.compile(r"\bkind: ([^#.]*·[^#.]*)")
TEXTS = {name_of(path): path.read_text(encoding="utf-8") for path in components()}
KINDS_OF = {
    name: {re.sub(r"\(.*?\)", "", word).strip() for word in found[1].split("·")}
    for name, text in TEXTS.items()
    if (found := KINDS.search(text))
}


def test_there_are_kinds_to_look_for():
    assert {"button", "leaders", "notice", "state", "timeline-entry"} <= KINDS_OF.keys()


@pytest.mark.parametrize("component", KINDS_OF)
def test_every_kind_of_a_component_is_shown(component):
    specimens = [path for path in templates() if path.parent.name == "specimens"]
    default = re.search(r'<c-vars[^>]* kind="(\w+)"', TEXTS[component])
    shown = {
        dict(call.attributes).get("kind", default[1] if default else "nothing")
        for path in specimens
        for call in calls(path)
        if call.component == component
    }
    assert KINDS_OF[component] - shown == set()
