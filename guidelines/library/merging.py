"""Two people wrote one record: what only one of them changed is joined, what both changed is named.

Compared are three states: what the writer began with, what the writer would
save, and what is stored by now. Parts are matched by key; where both added a
descriptor to one level, or a block with one code, it is one part with two texts.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.library.contents import PARTS, STRUCTURE, first_words, part_name, shown, texts_of
from guidelines.library.models import BlockKind, GuidelineLevel, Level
from portal.differences import difference
from portal.languages import CODES, NAMES, SOURCE, column
from portal.translations.standing import mark_of

MINE, THEIRS = "mine", "theirs"
#: What may stand only once in a record, beside the key.
ONCE = {GuidelineLevel: "level_id", BlockKind: "code", Level: "value"}


@dataclass(frozen=True)
class Conflict:
    """One thing that two people changed, each in another way."""

    name: str
    label: str
    before: str
    mine: str
    theirs: str
    language: str | None = None

    @property
    def mark(self):
        """Return by which text of the other person a choice was made: a later one asks again."""
        return mark_of(self.theirs)

    @property
    def changed_by_me(self):
        return difference(self.before, self.mine, self.language or SOURCE)

    @property
    def changed_by_them(self):
        return difference(self.before, self.theirs, self.language or SOURCE)


class Merge:
    """Bring into ``mine`` what ``theirs`` changed since ``base``; what is not settled stands in ``conflicts``.

    ``settled`` is {name of the conflict: (side taken, mark of the other text)}.
    """

    def __init__(self, mine, base, theirs, settled):
        self.conflicts, self._settled = [], settled
        self._record(mine, base, theirs)
        for relation in PARTS.get(type(mine), []):
            states = [list(getattr(obj, relation).all()) for obj in (mine, base, theirs)]
            setattr(mine, relation, self._parts(relation, *states))

    def _choose(self, conflict):
        side, mark = self._settled.get(conflict.name, ("", ""))
        if mark == conflict.mark and side in {MINE, THEIRS}:
            return side
        self.conflicts.append(conflict)
        return MINE

    def _record(self, mine, base, theirs):
        self._fields(mine, base, theirs)
        ours = {*STRUCTURE[type(mine)]} | {
            name for field in texts_of(type(mine)) for name in (field, *(column(field, code) for code in CODES))
        }
        for field in mine._meta.concrete_fields:
            if field.attname not in ours and not field.primary_key:
                setattr(mine, field.attname, getattr(theirs, field.attname))

    def _fields(self, mine, base, theirs, *, skip=()):
        name, label = part_name(mine), str(mine._meta.verbose_name)
        for attribute in STRUCTURE[type(mine)]:
            if attribute not in skip:
                about = f"{label} · {mine._meta.get_field(attribute.removesuffix('_id')).verbose_name}"
                self._field(mine, base, theirs, attribute, f"{name}|{attribute}", about, None)
        for field in texts_of(type(mine)):
            for code in CODES:
                about = f"{label} · {mine._meta.get_field(field).verbose_name} · {NAMES[code]}"
                self._field(mine, base, theirs, column(field, code), f"{name}|{field}|{code}", about, code)

    def _field(self, mine, base, theirs, attribute, name, label, language):
        before, own, other = (getattr(obj, attribute, None) or "" for obj in (base, mine, theirs))
        if other in (before, own):
            return
        if own == before:
            setattr(mine, attribute, getattr(theirs, attribute))
            return
        states = [shown(obj, attribute) for obj in (base, mine, theirs)]
        if self._choose(Conflict(name, label, *states, language)) == THEIRS:
            setattr(mine, attribute, getattr(theirs, attribute))

    def _parts(self, relation, mine, base, theirs):
        _same_thing_same_key(mine, base, theirs)
        by_name = [{part_name(part): part for part in parts} for parts in (mine, base, theirs)]
        kept = {}
        for name in dict.fromkeys(name for parts in by_name for name in parts):
            own, before, other = (parts.get(name) for parts in by_name)
            if own and other:
                self._fields(own, before, other, skip=["position"])
                kept[name] = own
            elif own or other:
                if self._stays(name, own, before, other):
                    kept[name] = own or other
                if own:
                    own.pk = None  # its row is gone, or never was
        if kept and hasattr(next(iter(kept.values())), "position"):
            return self._in_order(relation, kept, *by_name)
        return list(kept.values())

    def _stays(self, name, own, before, other):
        """Return whether a part stays that one side has and the other has not."""
        left = own or other
        if before is None:
            return True
        if _same(left, before):
            return False
        label = _("%(part)s: removed by one, changed by the other") % {"part": left._meta.verbose_name}
        states = [first_words(part) if part else "" for part in (before, own, other)]
        side = self._choose(Conflict(name, label, *states, SOURCE))
        return bool(own) if side == MINE else bool(other)

    def _in_order(self, relation, kept, mine, base, theirs):
        orders = [
            [name for name, part in sorted(parts.items(), key=lambda pair: pair[1].position)]
            for parts in (mine, base, theirs)
        ]
        common = set.intersection(*map(set, orders)) & set(kept)
        own, before, other = ([name for name in order if name in common] for order in orders)
        lead, follow = orders[0], orders[2]
        if own == before:
            lead, follow = follow, lead
        elif other not in (before, own):
            states = ["\n\n".join(first_words(kept[name]) for name in order) for order in (before, own, other)]
            label = _("Order of the parts")
            if self._choose(Conflict(f"{relation}|order", label, *states, SOURCE)) == THEIRS:
                lead, follow = follow, lead
        order = [name for name in _woven(lead, follow) if name in kept]
        if order == [name for name in orders[2] if name in kept]:
            for name in order:
                kept[name].position = theirs[name].position
        else:
            for place, name in enumerate(order):
                kept[name].position = place
        return [kept[name] for name in order]


def _woven(lead, follow):
    """Return ``lead`` with what only ``follow`` has, each behind the one that it stood behind."""
    woven = list(lead)
    for place, name in enumerate(follow):
        if name not in woven:
            woven.insert(woven.index(follow[place - 1]) + 1 if place else 0, name)
    return woven


def _same_thing_same_key(mine, base, theirs):
    """Let a part that both added in one place have one key, so that its texts are compared."""
    known = {part_name(part) for part in base}
    added = [part for part in theirs if part_name(part) not in known]
    for part in mine:
        if (once := ONCE.get(type(part))) and part_name(part) not in known:
            for other in added:
                if getattr(other, once) == getattr(part, once):
                    for attribute in ("uuid", "key"):
                        if hasattr(other, attribute):
                            setattr(part, attribute, getattr(other, attribute))
                    part.pk = other.pk


def _same(part, before):
    attributes = [name for name in STRUCTURE[type(part)] if name != "position"]
    attributes += [column(field, code) for field in texts_of(type(part)) for code in CODES]
    return all((getattr(part, name) or "") == (getattr(before, name) or "") for name in attributes)
