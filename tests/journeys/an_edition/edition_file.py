"""Files that an editor brings along: a set of the demo as JSON to begin with, and a workbook that a translator filled."""

import io
from xml.etree import ElementTree as ET

from openpyxl import load_workbook

from guidelines.library.demo_set.book import Book as Texts
from guidelines.library.demo_set.misprints import Misprints
from guidelines.library.exchange import as_json
from guidelines.library.exchange.columns import RECORDS, Book, Row
from guidelines.library.translating.files.as_xliff import NAMESPACE

GUIDELINE = ("title", "short_title", "statement", "rationale", "evidence_hint")


class EditionFile:
    """The set on contributions, told as a file of an edition that does not exist yet."""

    def __init__(self, code, year=2026, *, languages=("en",), with_mistakes=False):
        self.code, self.year, self.languages = code, year, languages
        self.texts = Texts("ccc")
        if with_mistakes:
            Misprints("ccc").put_into(self.texts)
        self.rows = []

    def content(self):
        """Return the JSON of the whole, in the languages of this file."""
        return as_json.write(self.book())

    def book(self):
        self.rows = []
        self._add("set", {"code": self.code}, title=("set", "title"), summary=("set", "summary"))
        self._add(
            "edition", {"key": None, "year": self.year, "commission": None}, introduction=("edition", "introduction")
        )
        structure = self.texts.structure
        for code in structure["blocks"]:
            at = ("edition", "blocks", code)
            self._add(
                "block", {"key": f"b-{code}", "code": code, "open": False}, label=(*at, "label"), holds=(*at, "holds")
            )
        for value in range(structure["edition"]["scale_maximum"] + 1):
            at = ("levels", value)
            self._add(
                "level", {"key": f"l-{value}", "level": value}, name=(*at, "name"), descriptor=(*at, "descriptor")
            )
        for branch in structure["tree"]:
            self._section(branch, None)
        for number, targets in structure["cross_references"].items():
            for target in targets:
                self._add("cross-reference", {"within": f"g-{number}", "to": f"g-{target}"})
        return Book(list(self.languages), self.rows)

    def _section(self, branch, within):
        code = branch["code"]
        key = f"s-{code}"
        self._add(
            "section",
            {"key": key, "within": within, "kind": branch["kind"]},
            title=("sections", code, "title"),
            introduction=("sections", code, "introduction"),
        )
        for number in branch.get("guidelines", []):
            self._guideline(str(number), key)
        for child in branch.get("children", []):
            self._section(child, key)

    def _guideline(self, number, section):
        at, key = ("guidelines", number), f"g-{number}"
        self._add("guideline", {"key": key, "within": section}, **{field: (*at, field) for field in GUIDELINE})
        for code in self.texts.structure["blocks"]:
            for place in range(self.texts.count(*at, code)):
                values = {"key": f"p-{number}-{code}-{place}", "within": key, "block": code}
                self._add("point", values, text=(*at, code, place))
        for value in (
            range(self.texts.structure["edition"]["scale_maximum"] + 1) if self.texts.has(*at, "levels") else []
        ):
            values = {"key": f"d-{number}-{value}", "within": key, "level": value}
            self._add("descriptor", values, descriptor=(*at, "levels", value))
        for place in range(self.texts.count(*at, "references")):
            values = {"key": f"r-{number}-{place}", "within": key, "address": None}
            self._add("reference", values, text=(*at, "references", place))

    def _add(self, record, values, **fields):
        texts = {
            (name, code): self.texts.texts(*path)[code] for name, path in fields.items() for code in self.languages
        }
        self.rows.append(Row(RECORDS[record], values, texts))

    def known(self, language):
        """Return English text → its translation, for whole texts and for their paragraphs."""
        found = {}

        def walk(english, other):
            if isinstance(english, dict):
                for name in english:
                    walk(english[name], other[name])
            elif isinstance(english, list):
                for one, its in zip(english, other, strict=True):
                    walk(one, its)
            else:
                found[english] = other

        walk(self.texts.text["en"], self.texts.text[language])
        return found

    def filled(self, workbook, language):
        """Return a workbook taken out of the portal with what is known of a language written in; the rest stays empty."""
        book = load_workbook(io.BytesIO(workbook))
        known = self.known(language)
        for _place, english, text, *_rest in book["translation"].iter_rows(min_row=2):
            paragraphs = (english.value or "").split("\n\n")
            if not text.value and all(part in known for part in paragraphs):
                text.value = "\n\n".join(known[part] for part in paragraphs)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def filled_xliff(self, content, language):
        """The same with a file for a translation program, whose texts come back as reviewed."""
        known = self.known(language)
        ET.register_namespace("", NAMESPACE)
        root = ET.fromstring(content)
        for segment in root.iter(f"{{{NAMESPACE}}}segment"):
            paragraphs = (segment.find(f"{{{NAMESPACE}}}source").text or "").split("\n\n")
            if segment.find(f"{{{NAMESPACE}}}target") is None and all(part in known for part in paragraphs):
                text = "\n\n".join(known[part] for part in paragraphs)
                ET.SubElement(segment, f"{{{NAMESPACE}}}target").text = text
                segment.set("state", "reviewed")
        return ET.tostring(root, encoding="utf-8", xml_declaration=True)
