"""A worker is killed while it makes the files of a signed report: real processes, a real kill."""

import hashlib
import json

import pytest

from guidelines.assessment.enums import ReportFormat
from portal.languages import CODES
from tests.portal.background.processes import kill_group, wait_until

pytestmark = [pytest.mark.torture, pytest.mark.one_database("postgresql")]

#: Ada signs what was handed in; the files are promised with it. Prints the report's name.
SIGN = """
from guidelines.assessment import actions
from tests.factories import *
UserFactory.reset_sequence(1000)  # other stories have people in this database
edition = EditionFactory(published=True, set=GuidelineSetFactory(code="KILLED"))
section = SectionFactory(edition=edition, kind="part", code="A")
fund = InstitutionFactory()
ada = UserFactory(name="Ada", email="ada@fund.example.org")
affiliate(ada, fund, "approver")
assessment = AssessmentFactory(institution=fund, edition=edition, title="Killed", handed_in=True)
for number in range(1, 4):
    guideline = GuidelineFactory(section=section, position=number, number=number)
    AnswerFactory(assessment=assessment, guideline=guideline, level=number, target=4)
actions.sign_off_assessment(assessment, by=ada)
print(assessment.stored_report.uuid)
"""
#: How the tasks stand, and every file in the books: its name, its hash, and what one renders from the snapshot today.
LOOK = """
import hashlib, json
from guidelines.assessment.models import ReportFile
from guidelines.assessment.reports.rendering import Snapshot, render
from portal.background.models import QueuedTask
def hash_of(content): return hashlib.sha256(content).hexdigest()
def rendered(row): return hash_of(render(Snapshot.of_stored(row.report), row.language, row.format))
tasks = QueuedTask.objects.filter(key__startswith="report:").values_list("key", "state", "attempts", "worker")
rows = ReportFile.objects.order_by("pk")
files = [(row.language, row.format, row.file.name, row.sha256, RENDERED and rendered(row)) for row in rows]
print(json.dumps({"tasks": {key.rpartition(":")[2]: rest for key, *rest in tasks}, "files": files}))
"""


@pytest.fixture
def workers(machine):
    yield machine
    machine.stop()
    machine.started.clear()


def look(machine, *, rendered=False):
    return json.loads(machine.python(LOOK.replace("RENDERED", str(rendered))))


def test_a_worker_killed_while_it_renders_leaves_the_report_to_another_and_nothing_is_made_twice(workers):
    report = workers.python(SIGN)
    folder = workers.folder / "private" / "assessment" / report
    killed = workers.start_worker()
    wait_until(lambda: folder.exists() and any(folder.iterdir()), what="the first file was written")
    kill_group(killed)
    before = look(workers)
    unfinished = [language for language, (state, *_rest) in before["tasks"].items() if state == "running"]
    assert len(unfinished) == 1
    assert len(before["files"]) < len(ReportFormat)
    # What it had written and not entered in the books.
    (folder / f"{unfinished[0]}-000000000000.pdf").write_bytes(b"%PDF half a page")

    workers.start_worker()
    wait_until(
        lambda: {state for state, *_rest in look(workers)["tasks"].values()} == {"done"},
        what="every language was done",
    )
    after = look(workers, rendered=True)
    attempts = {language: attempts for language, (_state, attempts, _worker) in after["tasks"].items()}
    assert attempts == dict.fromkeys(CODES, 1) | {unfinished[0]: 2}
    assert before["tasks"][unfinished[0]][2] not in {worker for _state, _attempts, worker in after["tasks"].values()}
    # Each file once; those of the killed worker are the very same, and all are what an undisturbed process makes.
    assert sorted(row[:2] for row in after["files"]) == sorted([code, kind] for code in CODES for kind in ReportFormat)
    assert [row[:4] for row in after["files"]][: len(before["files"])] == [row[:4] for row in before["files"]]
    assert [row[3] for row in after["files"]] == [row[4] for row in after["files"]]
    on_disk = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert on_disk == {name.rpartition("/")[2]: sha256 for _code, _kind, name, sha256, _now in after["files"]}
