"""Private files leave only through ``serve``: as a download, kept by nobody, under a safe name."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.test import RequestFactory

from guidelines.assessment.models import ReportFile
from portal import files


def stored(name="report.pdf", content=b"%PDF-"):
    field = ReportFile._meta.get_field("file")
    kept = storages["private"].save(name, ContentFile(content))
    return FieldFile(ReportFile(), field, kept)


@pytest.fixture
def request_(rf: RequestFactory):
    return rf.get("/")


@pytest.fixture
def served():
    """Return a function that serves a stored file; what it opened is closed at the end."""
    answers = []

    def serve(fieldfile=None, filename="report.pdf", **more):
        answer = files.serve(
            request_, stored() if fieldfile is None else fieldfile, filename, "application/pdf", **more
        )
        answers.append(answer)
        return answer

    yield serve
    for answer in answers:
        answer.file_to_stream.close()  # not the answer, which would close the database as well


def test_a_file_is_a_download_that_nobody_keeps_or_guesses(served):
    response = served()
    assert response.streaming
    assert response.getvalue() == b"%PDF-"
    assert {name: response[name] for name in response.headers} == {
        "Content-Type": "application/pdf",
        "Content-Length": "5",
        "Content-Disposition": 'attachment; filename="report.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def test_a_name_in_any_script_follows_rfc_6266(served):
    assert served(filename="تقرير 2026.pdf")["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1%202026.pdf"
    )


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
        ('quoted".pdf', "quoted .pdf"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\windows\\x.pdf", "C windows x.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("tab\tnull\0.pdf", "tabnull.pdf"),
        ("x" * 300 + ".xlsx", "x" * 145 + ".xlsx"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_breaks_no_header_and_no_system(served, name, safe):
    response = served(filename=name)
    assert files.safe_name(name) == safe
    assert response["Content-Disposition"] == f'attachment; filename="{safe}"'
    assert "Set-Cookie" not in response.headers


def test_a_picture_may_be_shown_in_place(served):
    assert served(inline=True)["Content-Disposition"] == 'inline; filename="report.pdf"'


def test_a_file_that_was_never_made_is_not_found(served):
    with pytest.raises(Http404):
        served(fieldfile=FieldFile(ReportFile(), ReportFile._meta.get_field("file"), ""))


def test_a_file_that_is_gone_from_the_disk_is_not_found_and_is_logged(served, caplog):
    fieldfile = stored()
    fieldfile.storage.delete(fieldfile.name)
    with pytest.raises(Http404):
        served(fieldfile=fieldfile)
    assert "files.missing" in caplog.text


def test_a_private_file_has_no_address():
    with pytest.raises(ValueError, match="no URL"):
        stored().url  # noqa: B018
