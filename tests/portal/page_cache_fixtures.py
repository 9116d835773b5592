"""A store that keeps pages, as in production; in other tests it keeps none, because they roll back what they wrote."""

from contextlib import contextmanager

import pytest
from django.db import connection

from portal.page_cache import generation, middleware
from portal.page_cache.store import Store


class Processes:
    """Web processes, each with a store of its own over one mark; what is asked goes to the one chosen last."""

    def __init__(self, monkeypatch, limit):
        self._monkeypatch, self._limit, self._stores = monkeypatch, limit, {}
        self.choose("first")

    def choose(self, name):
        self._monkeypatch.setattr(middleware, "store", self._stores.setdefault(name, Store(self._limit)))

    @property
    def store(self):
        return middleware.store

    def read(self, client, path, *, process=None, **asked):
        """Ask until the page is kept; return the answer that came from the store."""
        if process:
            self.choose(process)
        for _time in range(2):
            client.get(path, **asked)
        return client.get(path, **asked)

    @contextmanager
    def committed(self):
        """Commit what is written within: the test itself rolls everything back, so nothing else is ever committed."""
        before = list(connection.run_on_commit)
        connection.run_on_commit = []
        try:
            yield
        finally:
            waiting, connection.run_on_commit = connection.run_on_commit, before
        for _savepoints, what, _robust in waiting:
            if what is generation.change:
                what()


@pytest.fixture
def processes(monkeypatch, tmp_path):
    mark = generation.FileMark(tmp_path / "pages.mark")
    mark.change()
    monkeypatch.setattr(generation, "mark", lambda: mark)
    return Processes(monkeypatch, 2_000_000)


@pytest.fixture
def is_kept(monkeypatch):
    """Return a function that says whether an answer came from the store: nothing below the page cache was asked."""
    asked = []
    made = middleware.PageCacheMiddleware.made
    monkeypatch.setattr(middleware.PageCacheMiddleware, "made", lambda *args: asked.append(args[1].path) or made(*args))

    def of(client, path, **given):
        asked.clear()
        answer = client.get(path, **given)
        return not asked and answer.status_code == 200 and "ETag" in answer

    return of
