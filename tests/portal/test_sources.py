"""Rules for all of our code at once: what has one place is not done elsewhere. Each exception is written with its reason."""

import ast
import re
from functools import lru_cache

import pytest
from modeltranslation.translator import translator

from portal.languages import CODES, column
from tests.portal.templates_read import FLOORS, ROOT, templates

MACHINE = "the machine's own time: leases, heartbeats and sessions know nothing of the demo's"
#: file → why it asks the time itself
ASKS_THE_TIME = {
    "portal/clock.py": "this is the one place",
    "portal/accounts/sessions.py": MACHINE,
    "portal/audit/seals.py": "a seal says when it was really made",
    "portal/audit/tasks.py": "a night's task seals what is really past",
    "portal/background/actions.py": MACHINE,
    "portal/background/leases.py": MACHINE,
    "portal/background/models.py": MACHINE,
    "portal/background/outbox.py": MACHINE,
    "portal/background/schedule.py": MACHINE,
    "portal/background/tasks.py": MACHINE,
    "portal/background/views.py": MACHINE,
    "portal/background/worker.py": MACHINE,
    "portal/health/checks.py": MACHINE,
    "portal/page_cache/lines.py": "a line in the log says when it was really written",
    "portal/operations/management/commands/seed_demo.py": "the day about which the demo is built, unless one is named",
    "portal/outbox/folder.py": "names of files, in the order in which letters were really written",
}
REFERENCE = "loads what every installation needs, whole or not at all"
#: file → why it opens a transaction though it is no action
OPENS_A_TRANSACTION = {
    "portal/audit/seals.py": "a seal and what it covers are read and written together",
    "portal/background/leases.py": "holds a row while it is claimed",
    "portal/background/outbox.py": "moves a promise from one table to the other",
    "portal/content/reference.py": REFERENCE,
    "portal/countries/reference.py": REFERENCE,
    "portal/operations/management/commands/seed_demo.py": "the whole association or nothing",
    "portal/role_groups.py": REFERENCE,
    "crm/governance/reference.py": REFERENCE,
    "guidelines/library/exchange/bring.py": "each row of an import is tried in its own savepoint, within the action",
    "guidelines/assessment/reports/storing.py": "an entry that another worker made first is met in its own savepoint",
}
SOURCE_NAME = "the source text names the record in the audit trail, in English for every reader"
EDITORS = "editors choose among records by their source text"
#: (file, what is read) → why a translated column is read there as it is
READS_A_COLUMN = {
    ("portal/languages.py", "getattr(obj, column(name, code))"): "this is the one place",
    ("guidelines/library/actions/guidelines.py", "guideline.title_en"): SOURCE_NAME,
    ("guidelines/library/actions/sections.py", "section.title_en"): SOURCE_NAME,
    ("guidelines/library/desk/forms.py", "block.label_en"): EDITORS,
    ("guidelines/library/desk/forms.py", "level.name_en"): EDITORS,
    ("guidelines/library/desk/forms.py", "section.title_en"): EDITORS,
}


@lru_cache
def sources():
    """Return file → syntax tree of all of our code; migrations are history."""
    paths = [path for floor in FLOORS for path in ROOT.glob(f"{floor}/**/*.py") if "migrations" not in path.parts]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in sorted(paths)}


def found(matches):
    """Return (file, source text) of each node that ``matches``."""
    return {(name, ast.unparse(node)) for name, tree in sources().items() for node in ast.walk(tree) if matches(node)}


def is_attribute_of(node, owners, names):
    return isinstance(node, ast.Attribute) and node.attr in names and ast.unparse(node.value).split(".")[-1] in owners


def is_imported_from(node, module, names):
    return isinstance(node, ast.ImportFrom) and node.module == module and any(it.name in names for it in node.names)


def asks_the_time(node):
    names = {"now", "today", "utcnow"}
    owners = {"timezone", "datetime", "date"}
    return is_attribute_of(node, owners, names) or is_imported_from(node, "django.utils.timezone", names)


def opens_a_transaction(node):
    names = {"atomic", "set_autocommit", "commit"}
    return is_attribute_of(node, {"transaction"}, names) or is_imported_from(node, "django.db.transaction", names)


@lru_cache
def columns():
    """Return the name of every translated column: title_en, title_fr, …"""
    fields = {
        field
        for model in translator.get_registered_models()
        for field in translator.get_options_for_model(model).fields
    }
    return {column(field, code) for field in fields for code in CODES}


def reads_a_column(node):
    if isinstance(node, ast.Attribute):
        return node.attr in columns() and isinstance(node.ctx, ast.Load)
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr"):
        return False
    name = node.args[1]
    # A name that is put together may be a column's; as_coordinator and its like are not.
    parts = (
        [part.value for part in name.values if isinstance(part, ast.Constant)]
        if isinstance(name, ast.JoinedStr)
        else []
    )
    return "column(" in ast.unparse(name) or any(part.endswith("_") and part != "as_" for part in parts)


@pytest.mark.parametrize(
    ("rule", "code", "is_met"),
    [
        (asks_the_time, "x = timezone.now()", True),
        (asks_the_time, "x = models.DateField(default=datetime.date.today)", True),
        (asks_the_time, "from django.utils.timezone import now", True),
        (asks_the_time, "x = clock.now()", False),
        (opens_a_transaction, "with transaction.atomic(using=home): pass", True),
        (opens_a_transaction, "from django.db.transaction import atomic", True),
        (opens_a_transaction, "transaction.on_commit(send)", False),
        (reads_a_column, "x = section.title_zh_hans", True),
        (reads_a_column, "section.title_en = x", False),
        (reads_a_column, "x = getattr(section, f'title_{code}')", True),
        (reads_a_column, "x = getattr(section, column('title', code))", True),
        (reads_a_column, "x = getattr(section, 'pk')", False),
    ],
)
def test_the_rules_see_what_they_are_meant_to_see(rule, code, is_met):
    assert any(rule(node) for node in ast.walk(ast.parse(code))) is is_met


def test_the_time_is_asked_for_in_one_place():
    assert {name for name, _code in found(asks_the_time)} == set(ASKS_THE_TIME)


def test_only_actions_open_a_transaction():
    elsewhere = {name for name, _code in found(opens_a_transaction) if not re.search(r"/actions(/|\.py$)", name)}
    assert elsewhere == set(OPENS_A_TRANSACTION)


def test_translated_columns_are_read_in_one_place():
    assert found(reads_a_column) == set(READS_A_COLUMN)


def test_no_template_names_a_translated_column():
    named = re.compile(rf"\.({'|'.join(sorted(columns()))})\b")
    listed = [*templates(), *(path for floor in FLOORS for path in ROOT.glob(f"{floor}/**/templates/**/*.txt"))]
    assert len(listed) > 100
    assert {str(path.relative_to(ROOT)) for path in listed if named.search(path.read_text())} == set()


def test_a_table_of_the_admin_scrolls_within_a_narrow_window():
    box = re.compile(r'<div class="table-box" role="region" aria-labelledby="[^"]+" tabindex="0">$')
    # Wagtail lays out what stands on its dashboard.
    table = re.compile(r'<table class="listing(?! listing--dashboard)')
    before = [(path.name, part) for path in templates() for part in table.split(path.read_text())[:-1]]
    assert len(before) > 10
    assert [name for name, part in before if not box.search(part)] == []
