"""A machine fills what is missing, marked as such; it never touches what a person wrote, and it is not trusted."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.duties import Given
from guidelines.library.exceptions import LanguageFrozen, NoEngine, NotYourText
from guidelines.library.models import Guideline
from guidelines.library.translating import engine, machine
from guidelines.library.translating.board import board
from portal.audit.models import Entry
from portal.background.models import QueuedTask, TaskState
from tests.guidelines.library.conftest import approve, status


class Engine(BaseHTTPRequestHandler):
    """Speaks as LibreTranslate does: each text comes back with the language before it."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, asked))
        answer = self.server.mood(asked)
        code, kind, body = answer if isinstance(answer, tuple) else (200, "application/json", answer)
        try:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            if code in (302, 307):
                self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # whoever asked has gone

    def do_GET(self):
        """Whoever follows a redirect comes here."""
        self.server.asked.append((self.path, None))
        self.send_error(404)

    def log_message(self, *args):
        pass


def good(asked):
    return json.dumps({"translatedText": [f"[{asked['target']}] {text}" for text in asked["q"]]}).encode()


def says(texts):
    return lambda asked: json.dumps({"translatedText": texts}).encode()


def slow(asked):
    time.sleep(0.6)
    return good(asked)


@pytest.fixture
def server(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Engine)
    server.daemon_threads = True
    server.asked, server.mood = [], good
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    settings.TRANSLATION_URL = f"http://127.0.0.1:{server.server_port}/api"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


TASK = "guidelines.library.translating.tasks.translate_by_machine"


def ours(names):
    return [name for name in names if name == TASK]


def test_texts_come_back_in_their_order(server, settings):
    settings.TRANSLATION_KEY = "secret"
    assert engine.translate(["One", "Two & <three>"], "zh-hans") == ["[zh] One", "[zh] Two & <three>"]
    question = {"q": ["One", "Two & <three>"], "source": "en", "target": "zh", "format": "text", "api_key": "secret"}
    assert server.asked == [("/api/translate", question)]


def test_much_is_asked_in_portions(server):
    assert len(engine.translate([f"text {n}" for n in range(60)], "fr")) == 60
    assert [len(asked["q"]) for _path, asked in server.asked] == [25, 25, 10]
    engine.translate(["x" * 15_000, "y" * 15_000], "fr")
    assert [len(asked["q"]) for _path, asked in server.asked[3:]] == [1, 1]


@pytest.mark.parametrize(
    ("mood", "problem"),
    [
        (lambda asked: (500, "text/html", b"<h1>Oops</h1>"), engine.EngineDown),
        (lambda asked: (429, "application/json", b"{}"), engine.EngineDown),
        (lambda asked: (302, "text/html", b""), engine.EngineDown),
        (lambda asked: (400, "application/json", b"{}"), engine.BadAnswer),
        (lambda asked: (200, "text/html", b"<html>Sign in</html>"), engine.BadAnswer),
        (lambda asked: b"", engine.BadAnswer),
        (lambda asked: b"[" * 100_000, engine.BadAnswer),
        (lambda asked: b'{"error": "no"}', engine.BadAnswer),
        (lambda asked: b'["One", "Two"]', engine.BadAnswer),
        (says("One"), engine.BadAnswer),
        (says(["One"]), engine.BadAnswer),
        (says(["One", "Two", "Three"]), engine.BadAnswer),
        (says(["One", None]), engine.BadAnswer),
        (says(["One", {"text": "Two"}]), engine.BadAnswer),
        (says(["One", "T\x00wo"]), engine.BadAnswer),
        (lambda asked: b'{"translatedText": ["One", "\\ud800"]}', engine.BadAnswer),
        (says(["One", "x" * engine.LARGEST_ANSWER]), engine.BadAnswer),
        (slow, engine.EngineDown),
    ],
)
def test_what_is_no_translation_is_refused(server, mood, problem, monkeypatch):
    monkeypatch.setattr(engine, "TIMEOUT", 0.2)
    server.mood = mood
    with pytest.raises(problem):
        engine.translate(["One", "Two"], "fr")
    assert {path for path, _asked in server.asked} == {"/api/translate"}  # no redirect is followed


def test_an_engine_that_drips_is_not_waited_for(server, monkeypatch):
    monkeypatch.setattr(engine, "LONGEST_WAIT", -1)
    with pytest.raises(engine.EngineDown):
        engine.translate(["One"], "fr")


def test_nobody_at_the_address_is_a_failure_too(settings):
    settings.TRANSLATION_URL = "http://127.0.0.1:9"
    with pytest.raises(engine.EngineDown):
        engine.translate(["One"], "fr")


def test_what_is_missing_is_filled_and_marked_until_a_person_confirms_it(
    server, draft, translator, guideline, run_tasks
):
    guideline.title_ar = "إنساني"
    actions.save_guideline(guideline, by=translator)
    actions.ask_machine(draft, language="ar", by=translator)
    assert ours(run_tasks()) == [TASK]
    guideline.refresh_from_db()
    assert (guideline.title_ar, status(guideline, "title", "ar")) == ("إنساني", "human")
    assert (guideline.statement_ar, status(guideline, "statement", "ar")) == ("[ar] Strategy 0 is stated.", "machine")
    cells = {record.key: cells[0] for record, cells in board(draft, Given({"ar": None}))}
    assert [words for _kind, words in cells[str(guideline.key)].standings()] == ["5 by machine"]
    assert Entry.objects.filter(verb="library.translate_by_machine", actor=translator.pk).count() == 7
    guideline.statement_ar = "نص"
    actions.save_guideline(guideline, by=translator)
    actions.confirm_translation(guideline, part=guideline, field="rationale", language="ar", by=translator)
    assert {status(guideline, name, "ar") for name in ("title", "statement", "rationale")} == {"human"}


def test_a_second_run_asks_for_nothing_that_is_there(server, draft, translator, run_tasks):
    actions.ask_machine(draft, language="ar", by=translator)
    run_tasks()
    server.asked.clear()
    machine.fill(str(draft.uuid), "ar", str(translator.uuid))
    assert server.asked == []


def test_what_somebody_wrote_or_changed_while_the_engine_thought_is_left(server, draft, translator, editor, guideline):
    texts = {
        (f"library.guideline:{guideline.key}", "title"): ("Strategy 0", "[es] title"),
        (f"library.guideline:{guideline.key}", "statement"): ("Stated as it was before.", "[es] statement"),
        (f"library.guideline:{guideline.key}", "rationale"): ("Why.", "  "),
    }
    guideline.title_es = "Humano"
    actions.save_guideline(guideline, by=translator)
    assert actions.store_machine_texts(guideline, texts, language="es", by=translator) == 0
    guideline.refresh_from_db()
    assert (guideline.title_es, guideline.statement_es or "", guideline.rationale_es or "") == ("Humano", "", "")


def test_what_is_too_long_for_its_field_stays_missing(server, draft, translator, guideline, run_tasks):
    server.mood = lambda asked: json.dumps({"translatedText": ["x" * 201 for _text in asked["q"]]}).encode()
    actions.ask_machine(draft, language="es", by=translator)
    run_tasks()
    guideline.refresh_from_db()
    assert (guideline.title_es or "", guideline.statement_es) == ("", "x" * 201)


def test_an_engine_that_fails_is_asked_again_and_what_it_did_stays(server, draft, translator, run_tasks, guideline):
    seen = []

    def falters(asked):
        seen.append(asked)
        return good(asked) if len(seen) < 3 else (503, "text/plain", b"")

    server.mood = falters
    actions.ask_machine(draft, language="ar", by=translator)
    run_tasks(failing=True)
    row = QueuedTask.objects.get(task=TASK)
    assert (row.state, row.attempts) == (TaskState.WAITING, 1)
    done = sum(len(asked["q"]) for asked in seen[:2])
    server.mood = good
    server.asked.clear()
    run_tasks(later=True)
    assert sum(len(asked["q"]) for _path, asked in server.asked) == 29 - done
    assert QueuedTask.objects.get(task=TASK).state == TaskState.DONE


def test_one_bad_answer_does_not_keep_the_others_waiting(server, draft, translator, run_tasks, guideline):
    server.mood = lambda asked: b"?" if "Strategy 0" in asked["q"] else good(asked)
    actions.ask_machine(draft, language="ar", by=translator)
    run_tasks(failing=True)
    last = Guideline.objects.get(edition=draft, title_en="People 0")
    guideline.refresh_from_db()
    assert (guideline.title_ar or "", last.title_ar) == ("", "[ar] People 0")
    assert str(guideline.key) in QueuedTask.objects.get(task=TASK).error


def test_a_language_released_meanwhile_ends_the_task_quietly(server, draft, translator, editor, run_tasks, approved):
    actions.ask_machine(approved, language="fr", by=translator)
    actions.release_language(approved, language="fr", by=editor)
    run_tasks()
    with pytest.raises(LanguageFrozen):
        actions.ask_machine(approved, language="fr", by=translator)


def test_two_clicks_ask_once(server, draft, translator, run_tasks):
    for _click in range(2):
        actions.ask_machine(draft, language="ar", by=translator)
    assert ours(run_tasks()) == [TASK]


def test_without_an_address_there_is_no_button_and_no_engine(client_of, draft, translator, lena):
    address = reverse("translating:machine", args=[draft.uuid, "ar"])
    page = client_of(translator).get(reverse("translating:board", args=[draft.uuid]))
    assert page.context["machines"] == []
    assert client_of(translator).post(address).status_code == 404
    with pytest.raises(NoEngine):
        actions.ask_machine(draft, language="ar", by=translator)


def test_the_house_alone_asks_and_for_its_languages(client_of, server, draft, translator, lena, anna, promised):
    board_page = reverse("translating:board", args=[draft.uuid])
    assert len(client_of(translator).get(board_page).context["machines"]) == 6
    assert client_of(lena).get(board_page).context["machines"] == []
    met = {
        user.name: client_of(user).post(reverse("translating:machine", args=[draft.uuid, "fr"])).status_code
        for user in (lena, anna, translator)
    }
    assert met == {"Lena": 403, anna.name: 404, "translator": 302}
    with pytest.raises(NotYourText):
        actions.ask_machine(draft, language="ar", by=lena)
    assert ours(promised()) == [TASK]


def test_a_released_language_has_no_button(client_of, server, draft, editor, translator):
    approve(draft, by=editor)
    actions.release_language(draft, language="fr", by=editor)
    page = client_of(translator).get(reverse("translating:board", args=[draft.uuid]))
    assert "Français" not in [name for name, _url in page.context["machines"]]
