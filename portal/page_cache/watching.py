"""Sees every statement that the main database is asked: what was written, and from what a page was made.

Watched here, below all actions and below Wagtail, no write can be forgotten:
one in a table that visitors may read changes the mark after commit.
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS

from portal.page_cache import generation, private

WRITE = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"(\w+)"', re.IGNORECASE)
#: Statements that begin so write nothing, unless a common table expression does.
READ = re.compile(
    r"[\s(]*(?:SELECT|VALUES|WITH|EXPLAIN|PRAGMA|SHOW|SET|RESET|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|ANALYZE|VACUUM"
    r"|LOCK|DECLARE|FETCH|CLOSE|LISTEN|NOTIFY|DISCARD)\b",
    re.IGNORECASE,
)
HIDDEN_WRITE = re.compile(r"\b(?:INSERT\s+INTO|UPDATE\s+\"|DELETE\s+FROM)", re.IGNORECASE)
NAME = re.compile(r'"(\w+)"')

_read: ContextVar[set | None] = ContextVar("page_cache_read", default=None)


@lru_cache(maxsize=2_000)
def is_public_write(sql: str) -> bool:
    """Say whether a statement may change what visitors read; one that is not understood may."""
    if found := WRITE.match(sql):
        table = found.group(1)
        return table not in private.tables() and table != private.CACHE_TABLE
    return not READ.match(sql) or (bool(re.match(r"[\s(]*WITH", sql, re.IGNORECASE)) and bool(HIDDEN_WRITE.search(sql)))


@lru_cache(maxsize=2_000)
def private_tables_in(sql: str) -> frozenset[str]:
    return private.tables().intersection(NAME.findall(sql))


def watch(execute, sql, params, many, context):
    """Django's execute wrapper."""
    if (read := _read.get()) is not None:
        read.update(private_tables_in(str(sql)))
    done = execute(sql, params, many, context)
    if is_public_write(str(sql)):
        change_after_commit(context["connection"])
    return done


def change_after_commit(connection):
    """Change the mark once the transaction is there, once for all its writes; at once where there is none."""
    if not any(waiting[1] is generation.change for waiting in connection.run_on_commit):
        connection.on_commit(generation.change, robust=True)


def begin(connection, **_kwargs):
    """Watch a connection from its first statement on; for ``connection_created``."""
    if connection.alias == DEFAULT_DB_ALIAS and watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


@contextmanager
def private_reads():
    """Yield the set of the private tables that are read meanwhile."""
    found = set()
    token = _read.set(found)
    try:
        yield found
    finally:
        _read.reset(token)
