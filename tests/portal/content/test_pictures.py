"""A picture that an editor put into a page is seen by everybody; nothing else of the folder is."""

import pytest
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from portal.content.models import PortalImage

# Wagtail leaves the temporary file of a new size to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def rendition(db):
    return PortalImage.objects.create(title="A lamp", file=get_test_image_file()).get_rendition("width-100")


def test_a_visitor_sees_the_picture(rendition):
    answer = Client().get(rendition.url)
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"


@pytest.mark.parametrize("path", ["/media/images/nothing.png", "/media/images/"])
def test_nothing_else_of_the_folder(rendition, path):
    assert Client().get(path, follow=True).status_code == 404


def test_the_original_has_no_address(rendition):
    assert Client().get(rendition.image.file.url, follow=True).status_code == 404
