"""What the texts say became of each guideline: a pure calculation."""

import pytest

from guidelines.library.enums import MappingKind
from guidelines.library.succession import Group, fits, kind_of, propose

OLD = {
    "board": "The board approves the strategy of the institution each year and publishes it.",
    "audit": "Internal audit reports to the committee without passing through the director general.",
    "claims": "Claims are decided within thirty days. Late claims are explained to the insured person by letter.",
    "files": "Paper files are kept in a dry store room.",
    "scans": "Scanned documents carry the signature of the clerk who scanned them.",
}
NEW = {
    "board2": OLD["board"],
    "audit2": "Internal audit reports directly to the committee without passing through the director.",
    "claims2": "Claims are decided within thirty days.",
    "letters": "Late claims are explained to the insured person by letter.",
    "records": f"{OLD['files']} {OLD['scans']}",
    "cloud": "Suppliers of remote computing are chosen by open tender.",
}


def groups(old, new, known=()):
    return {
        (kind_of(group, old, new), tuple(sorted(group.old)), tuple(sorted(group.new)))
        for group in propose(old, new, known)
    }


def test_each_kind_is_seen_in_the_texts():
    old = OLD | {"fax": "A telefax stands in every branch."}
    assert groups(old, NEW) == {
        ("unchanged", ("board",), ("board2",)),
        ("reworded", ("audit",), ("audit2",)),
        ("split", ("claims",), ("claims2", "letters")),
        ("merged", ("files", "scans"), ("records",)),
        ("new", (), ("cloud",)),
        ("dropped", ("fax",), ()),
    }


def test_every_guideline_stands_in_one_group():
    found = propose(OLD, NEW)
    assert sorted(name for group in found for name in group.old) == sorted(OLD)
    assert sorted(name for group in found for name in group.new) == sorted(NEW)


def test_what_is_known_stands_whatever_the_texts_say():
    known = [Group(["files"], ["cloud"])]
    assert ("reworded", ("files",), ("cloud",)) in groups(OLD, NEW, known)


def test_the_same_texts_pair_in_their_order():
    old, new = {"a": "One rule.", "b": "One rule."}, {"x": "One rule.", "y": "One rule."}
    assert groups(old, new) == {("unchanged", ("a",), ("x",)), ("unchanged", ("b",), ("y",))}


@pytest.mark.parametrize(("old", "new", "expected"), [({}, NEW, {"new"}), (OLD, {}, {"dropped"}), ({}, {}, set())])
def test_an_edition_against_nothing(old, new, expected):
    assert {kind for kind, _old, _new in groups(old, new)} == expected


@pytest.mark.parametrize(
    ("kind", "shapes"),
    [
        ("unchanged", {(1, 1)}),
        ("reworded", {(1, 1)}),
        ("split", {(1, 2), (2, 2)}),
        ("merged", {(2, 1), (2, 2)}),
        ("new", {(0, 1)}),
        ("dropped", {(1, 0)}),
    ],
)
def test_a_kind_fits_its_numbers_only(kind, shapes):
    tried = {(old, new) for old in range(3) for new in range(3)}
    assert {shape for shape in tried if fits(MappingKind(kind), *shape)} == shapes
