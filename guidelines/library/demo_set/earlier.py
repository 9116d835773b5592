"""The edition before that of a demo set, and what became of its guidelines."""

import json
from copy import deepcopy

from guidelines.library import actions
from guidelines.library.demo_set.book import FOLDER, Book, key
from guidelines.library.enums import MappingKind


class Earlier(Book):
    """The edition before, made from the present one and what ``previous.json`` says was different then."""

    def __init__(self, name):
        super().__init__(name)
        was = json.loads((FOLDER / name / "previous.json").read_text(encoding="utf-8"))
        self.year = self.structure["edition"]["year"] = was["year"]
        #: (kind, labels here, numbers in the next edition) of all that is not simply the same.
        self.became = []
        self._texts = {code: self.text[code]["guidelines"] for code in self.languages}
        for number, texts in was["reworded"].items():
            self._reword(number, texts)
        for one in was["split"]:
            self._was_one(one)
        for one in was["merged"]:
            self._were_two(one)
        for number in was["new"]:
            self._replace([number], [])
            self.became.append((MappingKind.NEW, [], [number]))
        for place, one in enumerate(was["dropped"]):
            self._add(one["section"], f"dropped-{place}", one)
            self.became.append((MappingKind.DROPPED, [f"dropped-{place}"], []))
        here = set(self._labels(self.structure["tree"]))
        self.structure["cross_references"] = {
            number: targets
            for number, targets in self.structure["cross_references"].items()
            if {int(number), *map(int, targets)} <= here
        }

    def _reword(self, number, texts):
        for code in self.languages:
            self._texts[code][number] = deepcopy(self._texts[code][number]) | texts[code]
        self.became.append((MappingKind.REWORDED, [int(number)], [int(number)]))

    def _was_one(self, one):
        label = "+".join(map(str, one["into"]))
        self._keep(label, one["old"])
        self._replace(one["into"], [label])
        self.became.append((MappingKind.SPLIT, [label], one["into"]))

    def _were_two(self, one):
        labels = [f"{one['into']}-{place}" for place in range(len(one["old"]))]
        for label, texts in zip(labels, one["old"], strict=True):
            self._keep(label, texts)
        self._replace([one["into"]], labels)
        self.became.append((MappingKind.MERGED, labels, [one["into"]]))

    def _keep(self, label, texts):
        for code in self.languages:
            self._texts[code][label] = texts[code]

    def _replace(self, numbers, labels):
        for branch in self._branches(self.structure["tree"]):
            held = branch.get("guidelines", [])
            if numbers[0] in held:
                place = held.index(numbers[0])
                branch["guidelines"] = [n for n in held[:place] if n not in numbers]
                branch["guidelines"] += [*labels, *(n for n in held[place:] if n not in numbers)]

    def _add(self, section, label, texts):
        self._keep(label, texts)
        for branch in self._branches(self.structure["tree"]):
            if branch["code"] == section:
                branch["guidelines"] = [*branch.get("guidelines", []), label]

    def _branches(self, tree):
        for branch in tree:
            yield branch
            yield from self._branches(branch.get("children", []))

    def _labels(self, tree):
        return [label for branch in self._branches(tree) for label in branch.get("guidelines", [])]

    def confirm(self, edition, *, by):
        """Say, as an editor would, what became of each guideline in ``edition``, and leave the rest as proposed."""
        mapping = actions.propose_mapping(edition, by=by)
        for kind, labels, numbers in self.became:
            old = [self.find(mapping.old, label) for label in labels]
            new = [self.find(edition, number) for number in numbers]
            row = mapping.rows.filter(members__guideline__in=[*old, *new]).order_by("pk").first()
            actions.save_row(row, kind=kind, old=old, new=new, by=by)
        actions.confirm_rows(mapping, by=by)

    def find(self, edition, label):
        return edition.guidelines.get(key=key("guideline", self.code, edition.year, label))
