"""A page becomes a PDF: tagged, the same bytes each time, and without opening anything."""

import os
import subprocess
import sys
import threading
from io import BytesIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from pypdf import PdfReader

from portal.reports import pdf

PAGE = """
<section class="cover"><h1>Directives</h1></section>
<nav class="contents"><h2>Contents</h2><ol><li><a href="#one">One</a></li></ol></nav>
<h2 id="one">One</h2><p>Text</p>
<h3>Under one</h3><table class="table"><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table>
<figure class="figure"><svg viewBox="0 0 90 20" role="img" aria-label="A picture">
<text x="0" y="10" font-family="Plex">Words</text></svg></figure>
"""


@pytest.fixture(autouse=True)
def _lock_here(settings, tmp_path):
    settings.VAR = tmp_path


def read(content):
    return PdfReader(BytesIO(content))


def outline(entries):
    return [outline(entry) if isinstance(entry, list) else entry.title for entry in entries]


def test_a_pdf_is_tagged_and_says_its_language_and_title():
    document = read(pdf.render(PAGE, language="fr", title="Titre <de> l’édition"))
    catalogue = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata.title == "Titre <de> l’édition"
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()


def test_headings_become_bookmarks_and_the_cover_does_not():
    assert outline(read(pdf.render(PAGE, language="en", title="Title")).outline) == ["One", ["Under one"]]


def test_contents_name_the_page():
    assert "3" in read(pdf.render(PAGE, language="en", title="Title")).pages[1].extract_text().split("Contents")[1]


def test_a_page_shows_its_number_and_the_title_at_its_head():
    text = read(pdf.render(PAGE, language="en", title='A “title” with "quotes" and </style>')).pages[2].extract_text()
    assert "Page 3 of 3" in text
    assert 'A “title” with "quotes" and </style>' in text


def test_no_clock_stands_in_a_pdf():
    document = read(pdf.render(PAGE, language="en", title="Title"))
    assert not {"/CreationDate", "/ModDate"} & set(document.metadata)


IN_A_PROCESS = """
import sys, django
django.setup()
from django.conf import settings
from pathlib import Path
from portal.reports import pdf
settings.VAR = Path(sys.argv[1])
html = sys.stdin.buffer.read().decode()
sys.stdout.buffer.write(pdf.render(html, language="ar", title="عنوان"))
"""


def test_two_processes_make_the_same_bytes(tmp_path):
    page = PAGE + "<p>الضمان الاجتماعي</p><p>社会保障</p>"
    made = [
        subprocess.run(
            [sys.executable, "-c", IN_A_PROCESS, str(tmp_path)],
            input=page.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in [("1", "UTC"), ("2", "Asia/Tokyo")]
    ]
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF")


def test_two_documents_have_two_identifiers():
    ids = [read(pdf.render(PAGE, language="en", title=title)).trailer["/ID"][0] for title in ("One", "Two")]
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    "asking",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="/media/x.png">',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<style>body { background: url("file:///etc/hostname") }</style>',
        "<img src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
        "%3Cimage href='file:///etc/passwd' width='9' height='9'/%3E%3C/svg%3E\">",
        '<img src="data:text/html,x">',
    ],
)
def test_a_page_that_asks_for_anything_else_is_refused(asking):
    with pytest.raises(pdf.ForbiddenAddress):
        pdf.render(asking, language="en", title="Title")


def test_a_drawing_inside_the_page_is_drawn():
    drawing = (
        "<img alt=\"x\" src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E\">"
    )
    assert pdf.render(drawing, language="en", title="Title").startswith(b"%PDF")


def test_only_our_fonts_are_used_and_the_machine_s_are_back_afterwards(monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    content = pdf.render("<p>Abc Ω ễ الضمان 社会保障 Кириллица</p>", language="en", title="Title")
    names = {font.split("+")[-1] for font in fonts(read(content))}
    assert names <= {"IBM-Plex-Sans", "IBM-Plex-Sans-Arabic", "Noto-Sans-SC-Thin", "Plex", "Plex-Arabic", "Plex-SC"}, (
        names
    )
    assert "FONTCONFIG_FILE" not in os.environ


def fonts(document):
    for page in document.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()["/BaseFont"][1:]


def test_a_missing_font_says_how_to_make_it(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(ImproperlyConfigured, match="npm run build"):
        pdf.font("plex-400.ttf")


def test_a_font_is_named_never_a_path():
    with pytest.raises(ImproperlyConfigured):
        pdf.font("../../pyproject.toml")


def test_one_page_is_made_at_a_time():
    inside, most, guard = [], [], threading.Lock()

    def work():
        with pdf.one_at_a_time():
            with guard:
                inside.append(1)
                most.append(len(inside))
            threading.Event().wait(0.05)
            with guard:
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def test_another_process_waits_for_the_lock(tmp_path):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True);"
            "sys.stdin.read()",
            str(tmp_path / "pdf.lock"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"held\n"
    entered = threading.Event()
    thread = threading.Thread(target=lambda: _enter(entered))
    thread.start()
    assert not entered.wait(0.2)
    holder.communicate()
    assert entered.wait(5)
    thread.join()


def _enter(entered):
    with pdf.one_at_a_time():
        entered.set()


@pytest.mark.parametrize(("language", "side"), [("fr", "right"), ("ar", "left")])
def test_the_page_number_stands_at_the_end_of_the_line(language, side):
    before_the_number = pdf.page_style(language, "Title").split("counter(page)")[0]
    assert before_the_number.rsplit("@", 1)[1].startswith(f"bottom-{side} ")
