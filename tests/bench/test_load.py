"""One wrong answer spoils a figure; the ratio is that of rounds that take turns."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from tests.bench import autosave, load, measuring, process


@pytest.fixture
def server():
    """A server that answers each address with what ``answers`` says, else with a page; it keeps what was asked."""
    seen, answers = [], {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together

        def do_GET(self):
            seen.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = answers.get(self.path, (200, b"page"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *words):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 2 * load.CONNECTIONS  # five would let the sixth wait for a second

    site = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
    yield SimpleNamespace(port=str(site.server_port), seen=seen, answers=answers)
    site.shutdown()
    site.server_close()


def test_every_address_is_asked_once_in_a_round(server):
    addresses = [f"/{number}" for number in range(40)]
    found = load.Job(server.port, addresses, load.get()).round(addresses)
    assert (sorted(server.seen), found.lengths) == (sorted(addresses), dict.fromkeys(addresses, 4))
    assert found.rate > 0


def test_the_order_is_random_and_the_same_for_the_same_seed():
    addresses = [f"/{number}" for number in range(300)]
    job = load.Job("", addresses, None)
    chosen = job.chosen(1)
    assert (len(set(chosen)), job.chosen(1) == chosen, job.chosen(2) == chosen) == (load.ADDRESSES, True, False)
    assert chosen != sorted(chosen, key=addresses.index)


@pytest.mark.parametrize("answer", [(500, b"page"), (302, b""), (200, b"sign in")])
def test_one_wrong_answer_spoils_the_round(server, answer):
    addresses = [f"/{number}" for number in range(40)]
    job = load.Job(server.port, addresses, load.get(holds=b"page", times=1))
    job.round(addresses)
    server.answers["/17"] = answer
    with pytest.raises(load.Spoilt, match="/17"):
        job.round(addresses)


def test_a_server_that_breaks_the_line_spoils_the_round(server):
    server.answers["/1"] = (200, None)  # its handler fails halfway
    with pytest.raises(load.Spoilt):
        load.Job(server.port, ["/1"], load.get()).round(["/1"])


def reply(version, comment):
    return 200, json.dumps({"version": version, "values": {"comment": comment}}).encode()


def test_a_save_counts_when_the_next_version_is_acknowledged(server):
    saver = autosave.Saver(cookies="", token="", writer="")
    server.answers["/a"] = reply(2, saver.entries(1)["comment"])
    load.Job(server.port, ["/a"], saver.ask).round(["/a"])
    assert saver.versions == {"/a": 2}


@pytest.mark.parametrize(("version", "comment"), [(1, "What follows version 1."), (2, "Somebody else's.")])
def test_an_answer_that_was_not_kept_spoils_the_round(server, version, comment):
    server.answers["/a"] = reply(version, comment)
    saver = autosave.Saver(cookies="", token="", writer="")
    with pytest.raises(load.Spoilt, match="not saved"):
        load.Job(server.port, ["/a"], saver.ask).round(["/a"])


class Steady:
    """A job that always stands in the same ratio to the other, while the machine gets faster and faster."""

    def __init__(self, share):
        self.share, self.asked, self.speed = share, [], Steady.speed

    def chosen(self, seed):
        return ["/a", "/b"]

    def round(self, addresses):
        self.asked.append(sorted(set(addresses)))
        self.speed[0] += 1
        turn = (self.speed[0] + 1) // 2
        return load.Round(self.share * turn, 1.0, {"/a": 1000, "/b": 3000})

    speed = [0]


def test_the_ratio_is_that_of_rounds_that_take_turns():
    Steady.speed = [0]
    ours, bare = Steady(50), Steady(200)
    found = load.compare(ours, bare, rounds=3)
    assert (found.ratio, found.length, found.addresses) == (0.25, 2000, 2)
    assert (found.ours.rate, found.bare.rate) == (150, 600)  # the first of four rounds warms up
    assert bare.asked == [["/1000/a", "/3000/b"]] * 4  # each page as long as ours


def site(server):
    return SimpleNamespace(environment={"PORT": server.port}, processes={"web": SimpleNamespace(pid=os.getpid())})


def test_too_few_addresses_are_not_even_asked(server):
    few = [f"/{number}" for number in range(199)] + ["/0"]
    line = measuring.rate("page", site(server), site(server), few, load.get(), load.get()).line()
    assert line.split(maxsplit=1)[1] == "not measured: 199 addresses, 200 are needed"
    assert server.seen == []


def test_a_spoilt_figure_is_not_printed(server):
    many = [f"/{number}" for number in range(200)]
    server.answers["/7"] = (503, b"")
    line = measuring.rate("page", site(server), site(server), many, load.get(), load.get()).line()
    assert line.split(maxsplit=1)[1] == "not measured: spoilt by /7: 503"


def test_processor_time_and_memory_are_those_of_the_process():
    before = process.processor_seconds([os.getpid()])
    while process.processor_seconds([os.getpid()]) == before:
        sum(range(100_000))
    assert 1 < process.megabytes(os.getpid()) < 10_000
