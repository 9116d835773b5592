"""Drawings: colours from one table, no style attributes, texts in the reader's language and direction."""

import re
import xml.etree.ElementTree as ElementTree
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from portal.languages import Text
from portal.reports import charts
from portal.reports.charts import words
from portal.reports.charts.colours import CLASSES, STYLES, TOKENS, attributes
from portal.ruler import ruler

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(settings.BASE_DIR) / "portal" / "frontend" / "css"
STEPS = {
    "en": ["Not in place", "Planned", "Partly", "Largely", "Fully"],
    "ar": ["غير قائم", "مخطط له", "قائم جزئيًا", "قائم إلى حد كبير", "قائم بالكامل"],
}
ABOUT = {"title": "Data is <weak>", "description": "What is seen"}


def text(value, lang):
    return Text(value, lang, lang)


def dot_plot(lang="en"):
    label = {"en": "Strategy", "ar": "الاستراتيجية"}[lang]
    return charts.dot_plot(
        [
            charts.DotRow("A.1", text(label, lang), Decimal("2.3"), Decimal("3.5"), Decimal("1.9")),
            charts.DotRow("A.2", text("English & more", "en"), None, Decimal(3), None),
            charts.DotRow("", text(label, lang), Decimal("2.3"), None, Decimal("3.3"), is_total=True),
        ],
        [text(step, lang) for step in STEPS[lang]],
        charts.DotWords("Now", "Since 2024"),
        name="parts",
        language=lang,
        **ABOUT,
    )


def heat_map(lang="en"):
    cells = tuple(charts.Cell(str(level), text("Title", lang), level) for level in range(5))
    cells += (charts.Cell("6", "Own devices", None, True), charts.Cell("7", "Open", None))
    return charts.heat_map([charts.HeatRow("A.1", text("Data", lang), cells)], 4, name="heat", language=lang, **ABOUT)


def large(lang="en"):
    return charts.reading(
        Decimal("2.3"),
        [text(step, lang) for step in STEPS[lang]],
        target=Decimal("3.2"),
        before=Decimal("1.9"),
        words={"target": "3.2 target", "before": "2024: 1.9"},
        name="level",
        language=lang,
        **ABOUT,
    )


def drawings():
    for draw in (dot_plot, heat_map, large):
        for lang in ("en", "ar"):
            chart = draw(lang)
            yield chart.wide
            yield chart.narrow


def colours_in(drawing):
    return re.findall(r'(fill|stroke)="(#[0-9a-fA-F]+)"', drawing)


def test_every_colour_of_every_drawing_stands_in_the_table():
    known = {(attribute, TOKENS[token]) for rule in CLASSES.values() for attribute, token in rule.items()}
    marks = render_to_string("components/key.html", {"read": "now", "before": "2024", "target": "2028"})
    for drawing in [*drawings(), ruler(value=2, target=3, before=1), marks.replace('"#fff"', '"#ffffff"')]:
        assert set(colours_in(drawing)) <= known


def test_an_unknown_colour_is_an_error():
    with pytest.raises(KeyError):
        attributes("c-pink")


def light_tokens(path):
    block = path.read_text().split(":root {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


@pytest.mark.parametrize("path", [CSS / "tokens.css", settings.BASE_DIR / "portal" / "reports" / "print.css"])
def test_the_tokens_of_drawings_pages_and_paper_are_the_same(path):
    tokens = light_tokens(path)
    both = tokens.keys() & TOKENS.keys()
    assert {name: tokens[name] for name in both} == {name: TOKENS[name] for name in both}
    assert len(both) > 12


def test_print_and_page_agree_on_every_token():
    page = light_tokens(CSS / "tokens.css")
    paper = light_tokens(settings.BASE_DIR / "portal" / "reports" / "print.css")
    assert paper == {name: page[name] for name in paper}


def test_the_page_retunes_each_class_from_its_token():
    rules = dict(re.findall(r"\.chart \.([\w-]+) \{ ([^}]*) \}", (CSS / "components" / "figure.css").read_text()))
    for name, found in CLASSES.items():
        if name == "c-ink":  # the colour of all text
            continue
        for attribute, token in found.items():
            assert f"{attribute}: var(--{token})" in rules[name], name


def test_the_page_gives_each_class_its_size():
    rules = dict(re.findall(r"\.chart \.([\w-]+) \{ ([^}]*) \}", (CSS / "components" / "figure.css").read_text()))
    for name, style in STYLES.items():
        if "font-size" in style:
            assert f"font-size: {style['font-size']}px" in rules[name]


def test_a_drawing_is_well_formed_and_carries_no_style():
    for drawing in drawings():
        ElementTree.fromstring(drawing)
        assert "style" not in drawing
        assert "<script" not in drawing


def test_a_drawing_says_what_it_shows():
    wide, narrow = (ElementTree.fromstring(drawing) for drawing in (dot_plot().wide, dot_plot().narrow))
    assert wide.get("role") == "img"
    assert wide.find(f"{SVG}title").text == "Data is <weak>"
    assert wide.find(f"{SVG}desc").text == "What is seen"
    ids = [{e.get("id") for e in root.iter() if e.get("id")} for root in (wide, narrow)]
    assert wide.get("aria-labelledby").split() == [wide.find(f"{SVG}{e}").get("id") for e in ("title", "desc")]
    assert not ids[0] & ids[1]


def marks(drawing, name):
    return [float(e.get("cx")) for e in ElementTree.fromstring(drawing).iter(f"{SVG}circle") if e.get("class") == name]


def test_a_level_stands_where_the_scale_says():
    now, before = marks(dot_plot().wide, "c-read"), marks(dot_plot().wide, "c-past")
    grid = re.findall(r'class="c-grid" d="M([\d.]+) [\d.]+V', dot_plot().wide)
    zero, four = float(grid[0]), float(grid[-1])
    assert now[0] == pytest.approx(zero + (four - zero) * 2.3 / 4, abs=0.1)
    assert before[0] == pytest.approx(zero + (four - zero) * 1.9 / 4, abs=0.1)


def test_a_row_without_a_level_has_a_dash_and_no_dot():
    assert len(marks(dot_plot().wide, "c-read")) == 2
    assert ">–</text>" in dot_plot().wide


def labels(drawing):
    return {e.text: e for e in ElementTree.fromstring(drawing).iter(f"{SVG}text")}


def test_in_arabic_the_scale_runs_from_the_left_and_labels_stand_on_the_right():
    for kind in ("wide", "narrow"):
        now = marks(getattr(dot_plot("ar"), kind), "c-read")
        before = marks(getattr(dot_plot("ar"), kind), "c-past")
        assert before[0] < now[0]
    label = labels(dot_plot("ar").wide)["الاستراتيجية"]
    assert float(label.get("x")) > 800
    assert (label.get("direction"), label.get("text-anchor")) == ("rtl", None)  # begins at its right end


def test_in_an_arabic_drawing_english_and_figures_run_from_the_left():
    found = labels(dot_plot("ar").wide)
    english, change = found["English & more"], found["+0.4"]
    assert (english.get("lang"), english.get("direction"), english.get("text-anchor")) == ("en", None, "end")
    assert change.get("direction") is None


def test_numbers_are_written_as_the_reader_writes_them():
    rows = [charts.DotRow("A", "X", Decimal("2.3"), None, Decimal("3.0"))]
    drawn = charts.dot_plot(rows, ["0"] * 5, charts.DotWords("Jetzt", "Seit"), name="x", language="de", **ABOUT).wide
    assert {"2,3", "−0,7"} <= set(labels(drawn))


@pytest.mark.parametrize("highest", [3, 4, 6])
def test_a_scale_may_have_any_number_of_levels(highest):
    steps = [f"Level {n}" for n in range(highest + 1)]
    rows = [charts.DotRow("A", "Section", Decimal(highest))]
    drawn = charts.dot_plot(rows, steps, charts.DotWords("Now"), name="x", language="en", **ABOUT).wide
    grid = re.findall(r'class="c-grid" d="M([\d.]+) [\d.]+V', drawn)
    assert len(grid) == highest + 1
    assert marks(drawn, "c-read") == [float(grid[-1])]


def test_not_applicable_and_not_answered_are_told_apart_without_colour():
    drawn = heat_map().wide
    assert [e.text for e in ElementTree.fromstring(drawn).iter(f"{SVG}text") if e.text in "–?"] == ["–", "?"]
    assert drawn.count("stroke-dasharray") == 1


def test_a_drawing_is_the_same_each_time():
    assert list(drawings()) == list(drawings())


@pytest.mark.parametrize(
    ("sentence", "room", "most", "expected"),
    [
        ("Strategy and oversight", 400, 3, ["Strategy and oversight"]),
        ("Strategy and oversight", 90, 3, ["Strategy and", "oversight"]),
        ("理事会确定技术发展方向", 60, 3, ["理事会确", "定技术发", "展方向"]),
        ("One two three four five six", 50, 2, ["One", "two thr…"]),
        ("Rindfleischetikettierungsüberwachung", 100, 2, ["Rindfleischetik…"]),
        ("", 100, 2, [""]),
    ],
)
def test_texts_are_broken_where_their_script_allows(sentence, room, most, expected):
    assert words.lines(sentence, room, 13, most) == expected


def test_no_line_is_wider_than_its_room():
    for line in words.lines("Служба поддержания непрерывности деятельности учреждения", 150, 13, 3):
        assert words.width(line, 13) <= 150


def extent(element):
    """Return the left and right end of a text that runs from the left, as estimated."""
    x, wide = float(element.get("x")), words.width(element.text, float(element.get("font-size")))
    shift = {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    return x - shift, x - shift + wide


def test_long_names_of_levels_do_not_run_into_each_other():
    steps = [
        "Pas en place",
        "Prévu",
        "Partiellement en place",
        "Largement en place",
        "Pleinement en place et réexaminé",
    ]
    drawn = charts.reading(Decimal(2), steps, words={}, name="x", language="fr", **ABOUT).wide
    lines = {}
    for element in ElementTree.fromstring(drawn).iter(f"{SVG}text"):
        lines.setdefault(element.get("y"), []).append(extent(element))
    for extents in lines.values():
        extents.sort()
        assert all(before[1] < after[0] for before, after in zip(extents, extents[1:], strict=False))
