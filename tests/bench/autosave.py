"""Saving as the page's own script does it: each request keeps a new version, and only an acknowledgement counts."""

import json
import threading
from urllib.parse import urlencode
from uuid import uuid4

from tests.bench.load import Spoilt


class Saver:
    """Keeps the version of each answer, as the page does."""

    def __init__(self, session, writer, token):
        self.writer, self.versions, self.locks = writer, {}, {}
        self._one = threading.Lock()
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={token}",
            "X-CSRFToken": token,
            "X-Requested-With": "fetch",
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def ask(self, connection, address):
        with self._one:
            lock = self.locks.setdefault(address, threading.Lock())
        with lock:  # one person does not send the same answer twice at once
            version = self.versions.get(address, 1)
            entries = {
                "level": str(version % 5),
                "target": "4",
                "comment": f"Version {version}.",
                "comment_lang": "en",
                "read_lang": "en",
                "version": version,
                "key": uuid4(),
                "writer": self.writer,
            }
            connection.request("POST", address, body=urlencode(entries), headers=self.headers)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or json.loads(body)["version"] != version + 1:
                raise Spoilt(f"{address}: {answer.status} {body[:200]!r}")
            self.versions[address] = version + 1
        return body


def bare_post(token):
    """Return a way to post the same to the bare view."""
    headers = {
        "Cookie": f"csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode({"level": "3", "target": "4", "comment": "Version 10.", "version": 10, "key": uuid4()})

    def ask(connection, address):
        connection.request("POST", address, body=body, headers=headers)
        answer = connection.getresponse()
        found = answer.read()
        if answer.status != 200:
            raise Spoilt(f"{address}: {answer.status}")
        return found

    return ask
