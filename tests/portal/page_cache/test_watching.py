"""Which statements change what visitors read. A table that nobody named counts: none can be forgotten."""

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from portal.countries.models import Country
from portal.page_cache import generation, private, watching
from tests.factories import CountryFactory, UserFactory


@pytest.fixture
def waiting(db, monkeypatch):
    """Return how many changes of the mark wait for the commit."""
    here = connections[DEFAULT_DB_ALIAS]
    monkeypatch.setattr(here, "run_on_commit", [])
    return lambda: [what for _savepoints, what, _robust in here.run_on_commit].count(generation.change)


def test_every_table_counts_but_those_that_are_named():
    """The walk over all public pages (tests/test_every_address.py) finds a table that is named by mistake."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        for statement in (
            f'INSERT INTO "{table}" ("a") VALUES (%s)',
            f'UPDATE "{table}" SET',
            f'DELETE FROM "{table}"',
        ):
            assert watching.is_public_write(statement) == (table not in private.tables()), table


@pytest.mark.parametrize(
    "statement",
    [
        'INSERT OR IGNORE INTO "countries_country" ("code") VALUES (%s)',
        'REPLACE INTO "countries_country" ("code") VALUES (%s)',
        'WITH old AS (DELETE FROM "countries_country" RETURNING *) SELECT * FROM old',
        'ALTER TABLE "countries_country" ADD COLUMN "x" integer',
        "TRUNCATE countries_country",
        "update countries_country set code = 1",
        "COPY countries_country FROM STDIN",
        "something that nobody has thought of",
    ],
)
def test_what_is_not_understood_counts_as_a_write(statement):
    assert watching.is_public_write(statement)


@pytest.mark.parametrize(
    "statement",
    [
        'SELECT "a" FROM "countries_country"',
        '(SELECT "a" FROM "countries_country") UNION (SELECT 1)',
        'SELECT "a" FROM "countries_country" FOR UPDATE',
        'WITH x AS (SELECT 1) SELECT * FROM "countries_country"',
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        "PRAGMA foreign_keys=ON",
        'INSERT INTO "audit_entry" ("a") VALUES (%s)',
        'UPDATE "shared_cache" SET "value" = %s',
    ],
)
def test_what_only_reads_or_writes_what_is_private_does_not(statement):
    assert not watching.is_public_write(statement)


def test_one_change_after_commit_for_all_writes_of_a_transaction(waiting):
    country = CountryFactory()
    Country.objects.filter(pk=country.pk).update(name_fr="Autre")
    Country.objects.bulk_create([Country(code="XA", iso3="XAA"), Country(code="XB", iso3="XBB")])
    assert waiting() == 1


def test_raw_statements_are_seen_too(waiting):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE countries_country SET code = code WHERE 1 = 0")
    assert waiting() == 1


def test_private_tables_change_nothing(waiting):
    UserFactory()
    assert waiting() == 0


def test_what_was_rolled_back_changes_nothing_and_what_follows_does(waiting):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        CountryFactory()
        raise ZeroDivisionError
    assert waiting() == 0
    CountryFactory()
    assert waiting() == 1


def test_each_connection_of_the_main_database_is_watched_once():
    watching.begin(connection)
    assert connection.execute_wrappers.count(watching.watch) == 1
    assert connection.alias == DEFAULT_DB_ALIAS


def test_the_private_tables_that_were_read_are_told(db):
    with watching.private_reads() as read:
        list(UserFactory._meta.model.objects.filter(pk=0))
        list(Country.objects.all()[:1])
    assert read == {"accounts_user"}
