"""Saving as the page's own script does it: each request keeps a new version, and only an acknowledgement counts."""

import http.client
import json
import threading
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

from tests.bench.load import Spoilt

#: A token as Django's own cookie holds it; the bare project believes it when both places say the same.
BARE_TOKEN = "b" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Saver:
    """Keeps the version of each answer, as the page does."""

    def __init__(self, *, cookies, token, writer):
        self.writer, self.versions, self.locks = writer, {}, {}
        self._one = threading.Lock()
        self.headers = FORM | {
            "Cookie": cookies,
            "X-CSRFToken": token,
            "X-Requested-With": "fetch",
            "Accept": "application/json",
        }

    @classmethod
    def signed_in(cls, port, *, session, writer, token_address):
        """Fetch the CSRF token where the script of the page fetches it."""
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
        connection.request("GET", token_address, headers={"Cookie": session})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Spoilt(f"{token_address}: {answer.status}")
        secret = SimpleCookie(answer.headers["Set-Cookie"])["csrftoken"].value
        connection.close()
        return cls(cookies=f"{session}; csrftoken={secret}", token=json.loads(body)["token"], writer=writer)

    def ask(self, connection, address):
        with self._one:
            lock = self.locks.setdefault(address, threading.Lock())
        with lock:  # one person does not send the same answer twice at once
            version = self.versions.get(address, 1)
            entries = self.entries(version)
            connection.request("POST", address, body=urlencode(entries), headers=self.headers)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise Spoilt(f"{address}: {answer.status} {body[:200]!r}")
            kept = json.loads(body)
            if (kept["version"], kept["values"]["comment"]) != (version + 1, entries["comment"]):
                raise Spoilt(f"{address}: not saved, {body[:200]!r}")
            self.versions[address] = version + 1
        return body

    def entries(self, version):
        return {
            "level": str(version % 5),
            "target": "4",
            "comment": f"What follows version {version}.",
            "comment_lang": "en",
            "read_lang": "en",
            "version": version,
            "key": uuid4(),
            "writer": self.writer,
        }


def bare_post(saver):
    """Return a way to post the same form to the bare view."""
    headers = FORM | {"Cookie": f"csrftoken={BARE_TOKEN}", "X-CSRFToken": BARE_TOKEN}
    body = urlencode(saver.entries(1))

    def ask(connection, address):
        connection.request("POST", address, body=body, headers=headers)
        answer = connection.getresponse()
        found = answer.read()
        if answer.status != 200:
            raise Spoilt(f"{address}: {answer.status}")
        return found

    return ask
