"""What is stored at the signature stays as it was, whatever fails meanwhile."""

import errno
import hashlib
import os
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import translation

from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.models import ReportFile
from guidelines.assessment.reports import storing
from guidelines.assessment.reports.rendering import Snapshot, render
from portal.background.models import QueuedTask, TaskState
from portal.languages import CODES
from tests.guidelines.assessment.reports.common import close


def served(client, uuid):
    """Return what a colleague is given: the stored part of the page in each language, and every file."""
    found = {}
    for language in CODES:
        with translation.override(language):
            page = client.get(reverse("assessment:report", args=[uuid])).content.decode()
        found[language] = page[page.index('<div class="report">') : page.index('id="files"')]
        for format in ReportFormat:
            if format != ReportFormat.HTML:
                answer = client.get(reverse("assessment:report_file", args=[uuid, language, format]))
                found[language, format] = answer.getvalue()
                close(answer)
    return found


def test_no_later_change_touches_a_byte_of_what_is_served(
    stored, answered, edition, fund, ada, ben, client_of, run_tasks, quick_pdf, monkeypatch, settings
):
    run_tasks()
    assert ReportFile.objects.count() == len(CODES) * len(ReportFormat)
    client, uuid = client_of(ben), answered.uuid
    before = served(client, uuid)

    fund.name_en = fund.name_fr = "Renamed"
    fund.save()
    edition.guidelines.update(title_en="Other words", title_fr="Autres mots")
    edition.levels.update(name_en="Other level")
    edition.set.title_en = "Other set"
    edition.set.save()
    ada.name, ada.time_zone = "Someone else", "America/Lima"
    ada.save()
    ben.time_zone = "America/Lima"
    ben.save()
    answered.answers.update(level=0, is_not_applicable=False)
    settings.TIME_ZONE = "America/Lima"
    monkeypatch.setattr("guidelines.assessment.scoring.by_mean_of_applicable", None)
    monkeypatch.setattr("guidelines.assessment.reports.rendering.render", lambda *args: b"rendered anew")
    monkeypatch.setattr("guidelines.assessment.reports.storing.render", lambda *args: b"rendered anew")
    for language in CODES:
        storing.store_language(stored, language)

    assert served(client, uuid) == before
    for row in ReportFile.objects.all():
        with row.file.open("rb") as kept:
            assert hashlib.sha256(kept.read()).hexdigest() == row.sha256


def test_the_real_typesetter_is_used_for_a_stored_file(stored, settings, tmp_path):
    settings.VAR = tmp_path
    assert render(Snapshot.of_stored(stored), "ar", ReportFormat.PDF).startswith(b"%PDF-")


def test_storing_twice_stores_once(stored, quick_pdf):
    storing.store_language(stored, "en")
    known = set(ReportFile.objects.values_list("pk", "file"))
    storing.store_language(stored, "en")
    assert set(ReportFile.objects.values_list("pk", "file")) == known


def test_the_second_of_two_workers_leaves_the_first_file_and_no_other(stored):
    storing.store(stored, "en", ReportFormat.JSON, b"first")
    storing.store(stored, "en", ReportFormat.JSON, b"second")
    kept = ReportFile.objects.get()
    with kept.file.open("rb") as content:
        assert content.read() == b"first"
    assert files_in(stored) == {kept.file.name.rpartition("/")[2]}


def files_in(stored):
    try:
        return set(storages["private"].listdir(storing.folder_of(stored))[1])
    except FileNotFoundError:
        return set()


@pytest.fixture
def full_disk(monkeypatch):
    """The first bytes are written, then the disk is full."""
    real = os.fdopen

    def opened(descriptor, mode="r", *args, **kwargs):
        file = real(descriptor, mode, 0)
        if "w" in mode:
            whole = file.write

            def write(content):
                whole(content[:10])
                raise OSError(errno.ENOSPC, "No space left on device")

            return SimpleNamespace(write=write, close=file.close)
        return file

    monkeypatch.setattr("django.core.files.storage.filesystem.os.fdopen", opened)


def test_a_full_disk_leaves_nothing_half_stored(stored, full_disk):
    with pytest.raises(OSError, match="No space"):
        storing.store(stored, "en", ReportFormat.JSON, b"x" * 1000)
    assert not ReportFile.objects.exists()
    assert files_in(stored) == set()


def test_after_a_full_disk_the_task_tries_again_and_the_page_says_so(
    stored, answered, ben, client_of, run_tasks, quick_pdf, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr("guidelines.assessment.reports.storing.write", _full)
        run_tasks(failing=True)
    assert QueuedTask.objects.filter(state=TaskState.WAITING, attempts=1).count() == 7
    page = client_of(ben).get(reverse("assessment:report", args=[answered.uuid])).content.decode()
    assert "The files are being made in all languages" in page
    assert "Our ICT" in page  # the report itself is there, from the snapshot
    run_tasks(later=True)
    assert ReportFile.objects.count() == len(CODES) * len(ReportFormat)


def _full(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_reads_back_otherwise_is_not_stored(stored, monkeypatch):
    monkeypatch.setattr(storages["private"], "open", lambda *args: BytesIO(b"something else"))
    with pytest.raises(storing.NotWritten):
        storing.store(stored, "en", ReportFormat.JSON, b"content")
    assert not ReportFile.objects.exists()


def test_a_killed_worker_s_leavings_are_swept_once_all_is_stored(stored, run_tasks, quick_pdf):
    storing.write(storing.folder_of(stored), "en.pdf", b"half")  # written, then killed before the books
    run_tasks()
    assert len(files_in(stored)) == ReportFile.objects.count() == len(CODES) * len(ReportFormat)


def test_a_worker_killed_between_two_files_goes_on_where_it_was(stored, quick_pdf, monkeypatch):
    made, real = [], storing.render

    def killed(snapshot, language, format):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(format)
        return real(snapshot, language, format)

    with monkeypatch.context() as patch:
        patch.setattr(storing, "render", killed)
        with pytest.raises(KeyboardInterrupt):
            storing.store_language(stored, "en")
    assert stored.files.count() == 2
    first = set(stored.files.values_list("file", flat=True))
    storing.store_language(stored, "en")
    assert stored.files.count() == len(ReportFormat)
    assert first < set(stored.files.values_list("file", flat=True))
