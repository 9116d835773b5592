"""Reads ``who_may_open.txt``, the written table, and says what it expects of each role at each address."""

import functools
import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.addresses.roles import ALL, ASSIGNED, GROUPS

FILE = Path(__file__).with_name("who_may_open.txt")
PUBLIC = Path(__file__).with_name("open_to_everybody.txt")
SEEN = Path(__file__).resolve().parents[2] / "var" / "test" / "who_may_open"
OUTSIDE_THE_ADMIN = (*GROUPS["members"], *GROUPS["others"], "left", *ASSIGNED, "assessor")


@dataclass(frozen=True)
class Row:
    method: str
    key: str
    expected: dict  # role → status

    @property
    def title(self):
        return f"{self.method} {self.key}"


def standing(in_admin):
    """Return what holds where a row says nothing else."""
    rules = {"visitor": "sign-in", "not enrolled": "enrol", "not verified": "verify"}
    return rules | dict.fromkeys(OUTSIDE_THE_ADMIN, "sign-in") if in_admin else rules


def in_admin(route):
    return route.path.startswith("admin/")


def public():
    """Return the addresses that open without sign-in, as they are written down."""
    return [line for line in PUBLIC.read_text().splitlines() if line and line[0] != "#"]


def compare(role, seen):
    """Hold what ``role`` met (title → status, whether it stands in the admin) against the table."""
    if os.environ.get("WRITE_TABLE"):
        SEEN.mkdir(parents=True, exist_ok=True)
        (SEEN / f"{role}.json").write_text(json.dumps(seen))
        return
    rows = read()
    missing = sorted(set(seen) - set(rows))
    assert not missing, f"in no row of {FILE.name}: {missing}"
    gone = sorted(set(rows) - set(seen))
    assert not gone, f"rows of {FILE.name} without an address: {gone}"
    wrong = {
        title: f"{status}, and {rows[title].expected[role]} is written"
        for title, (status, _in_admin) in seen.items()
        if status != rows[title].expected[role]
    }
    assert not wrong, f"{role} met: {json.dumps(wrong, indent=1)}"


@functools.cache
def read():
    """Return the rows of the table by title."""
    rows = [row_of(line) for line in FILE.read_text().splitlines() if line and line[0] not in "#="]
    repeated = [title for title, count in Counter(row.title for row in rows).items() if count > 1]
    assert not repeated, f"written twice: {repeated}"
    return {row.title: row for row in rows}


def row_of(line):
    """Read ``GET | key | 200 members, left; else 404``. What is said first wins; a star marks the admin's standing rules."""
    method, key, said = (part.strip() for part in line.split("|"))
    expected, fallback = {}, None
    for clause in said.split(";"):
        status, _space, who = clause.strip().partition(" ")
        if status == "else":
            fallback = who
            continue
        for name in who.split(","):
            for role in GROUPS.get(name.strip(), (name.strip(),)):
                assert role in ALL, f"nobody is called {role!r}: {line}"
                expected.setdefault(role, status)
    for role, status in standing(method.endswith("*")).items():
        expected.setdefault(role, status)
    return Row(method.rstrip("*"), key, {role: expected.get(role, fallback) for role in ALL})


def write(method, key, seen, *, in_admin):
    """Return the line that would say what was seen: role → status."""
    start = f"{method + ('*' if in_admin else ''):<6}| {key:<52}| "
    if len(set(seen.values())) == 1:
        return f"{start}{seen['visitor']} everybody"
    rules = standing(in_admin)
    special = {role: status for role, status in seen.items() if rules.get(role) != status}
    usual = [role for role in special if role not in rules or len(special) < 4]
    fallback = Counter(special[role] for role in usual or special).most_common(1)[0][0] if special else "404"
    clauses = []
    for status in sorted(set(special.values()) - {fallback}):
        clauses.append(f"{status} {', '.join(in_short([role for role, found in special.items() if found == status]))}")
    out_of_rule = [role for role, status in special.items() if status == fallback and role in rules]
    if out_of_rule:
        clauses.append(f"{fallback} {', '.join(in_short(out_of_rule))}")
    clauses.append(f"else {fallback}")
    return start + "; ".join(clauses)


def in_short(roles):
    """Return names of groups and roles that cover exactly ``roles``."""
    left, names = list(roles), []
    for name, group in sorted(GROUPS.items(), key=lambda item: -len(item[1])):
        if set(group) <= set(left):
            names.append(name)
            left = [role for role in left if role not in group]
    return [*names, *left]


def write_all():
    """Put what was seen into one table, in the order of the URL configuration."""
    seen = {role: json.loads((SEEN / f"{role}.json").read_text()) for role in ALL}
    head = [line for line in FILE.read_text().splitlines() if line.startswith("#")] if FILE.exists() else []
    lines = []
    for title, (_status, is_in_admin) in seen[ALL[0]].items():
        method, _space, key = title.partition(" ")
        by_role = {role: rows[title][0] for role, rows in seen.items()}
        lines.append(write(method, key, by_role, in_admin=is_in_admin))
    FILE.write_text("\n".join([*head, *lines]) + "\n")
