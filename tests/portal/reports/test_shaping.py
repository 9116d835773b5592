"""Arabic in drawings, in the order of the eye, on the copy for the PDF only."""

from bidi.algorithm import get_display

from portal.reports.shaping import for_the_eye


def drawing(text):
    return f"<svg>{text}</svg>"


def test_latin_text_is_left_alone():
    page = drawing('<text x="1">Level 3 &lt; 4</text>')
    assert for_the_eye(page) == page


def test_arabic_outside_a_drawing_is_left_to_the_typesetter():
    assert for_the_eye("<p>مستوى</p><text>مستوى</text>") == "<p>مستوى</p><text>مستوى</text>"


def test_arabic_is_joined_turned_round_and_set_in_the_font_that_has_the_forms():
    shaped = for_the_eye(drawing('<text x="1">سلام</text>'))
    assert shaped == drawing('<text x="1" font-family="Plex, Chart Arabic">ﻡﻼﺳ</text>')


def test_a_text_from_the_right_is_anchored_at_the_other_end():
    shaped = for_the_eye(drawing('<text x="9" text-anchor="end" direction="rtl">1 &amp; س</text>'))
    shown = get_display("1 & ﺱ", base_dir="R").replace("&", "&amp;")
    assert shaped == drawing(f'<text x="9" text-anchor="start" font-family="Plex, Chart Arabic">{shown}</text>')


def test_without_an_anchor_the_right_end_is_meant():
    assert 'text-anchor="end"' in for_the_eye(drawing('<text x="9" direction="rtl">2</text>'))
