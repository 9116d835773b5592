"""The bench prints no figure that it has not measured."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.bench import load
from tests.bench.figures import Figure, enough


@pytest.mark.parametrize(("rows", "is_enough"), [(["a", "b"], True), (["a", "a"], False), ([], False)])
def test_the_same_row_twice_is_one_row(rows, is_enough):
    assert enough(rows, 2) is is_enough


def test_too_few_rows_print_no_figure():
    assert Figure.not_measured("page", 12).line().split(maxsplit=1)[1] == (
        "                                           not measured (12 addresses only)".strip()
    )


def test_a_figure_names_both_rates_and_their_ratio():
    line = Figure("page", 50.0, "/s", bare=200.0, ratio=0.25, rows="200 addresses").line()
    assert line.split() == ["page", "50.00", "/s", "bare", "200.00", "ratio", "0.250", "200", "addresses"]


@pytest.fixture
def server():
    """Return a function: a server that answers 200, and ``status`` to the address /bad; its port."""
    running = []

    def start(status):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.send_response(status if self.path == "/bad" else 200)
                self.send_header("Content-Length", "4")
                self.end_headers()
                self.wfile.write(b"page")

            def log_message(self, *words):
                pass

        site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        site.daemon_threads = True
        threading.Thread(target=site.serve_forever, daemon=True).start()
        running.append(site)
        return str(site.server_port)

    yield start
    for site in running:
        site.shutdown()
        site.server_close()


def test_every_right_answer_counts(server):
    rate, length = load.Job(server(200), ["/a", "/b"], load.get()).round(40, seed=1)
    assert (rate > 0, length) == (True, 4)


def test_one_wrong_answer_spoils_the_figure(server):
    with pytest.raises(load.Spoilt):
        load.Job(server(500), ["/a", "/bad"], load.get()).round(40, seed=1)


def test_the_ratio_is_that_of_rounds_that_take_turns(monkeypatch):
    class Steady:
        def __init__(self, rate):
            self.rate = rate

        def round(self, requests, seed):
            return self.rate * (1 + seed), 1000  # the machine gets faster and faster

    found = load.compare(Steady(50), lambda size: Steady(200), rounds=3)
    assert (found.ratio, found.length) == (0.25, 1000)
