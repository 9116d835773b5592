"""The gallery opens to those who build, and shows each specimen in both directions."""

import pytest

from portal.gallery.samples import WORDS
from portal.gallery.specimens import SPECIMENS
from portal.gallery.views import side

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
