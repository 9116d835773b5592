"""Components are called as they declare themselves, and nothing in a template breaks the content policy.

Cotton ignores a misspelt attribute in silence, and without ``only`` the
page's own variables leak into a component. So every call is compared here.
"""

import re

import pytest

from portal.accounts.forms import LoginForm, ResetPasswordForm
from tests.portal.templates_read import ROOT, calls, classes, components, declared, name_of, plain, templates

#: What may be handed through to the element of a component that prints ``{{ attrs }}``.
HANDED_THROUGH = re.compile(r"^(data-|aria-|hx-|form|rel$|hreflang$|download$|id$|target$)")
ALL = {name_of(path): path for path in components()}
CALLS = [call for path in templates() for call in calls(path)]


def test_there_is_something_to_check():
    assert len(ALL) > 30
    assert len(CALLS) > 100


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_call_matches_what_the_component_declares(call):
    assert call.component in ALL, "no such component"
    component = ALL[call.component]
    props = declared(component)
    given = [key for key, _value in call.attributes]
    assert "only" in given, "without “only” the page's variables leak in"
    hands_through = "{{ attrs }}" in component.read_text(encoding="utf-8")
    for key in given:
        if key == "only" or key.removeprefix(":").replace("-", "_") in props:
            continue
        # A dynamic attribute is printed unescaped by cotton, so only props may be dynamic.
        assert hands_through, f"“{key}” is not declared"
        assert HANDED_THROUGH.match(key), f"“{key}” is not declared"
    assert set(call.slots) <= set(props), "a slot is not declared"
    known = {key.removeprefix(":").replace("-", "_") for key in given} | set(call.slots)
    missing = {prop for prop, has_default in props.items() if not has_default} - known
    assert not missing


@pytest.mark.parametrize("path", components(), ids=name_of)
def test_a_component_declares_its_props_and_uses_known_classes(path):
    text = path.read_text(encoding="utf-8")
    if "blocks" not in path.parts:
        assert "<c-vars" in text or not re.search(r"\{\{ (?!slot)", text), "props are not declared"
    assert not classes(path) - known_classes(), "a class without a rule"


@pytest.mark.parametrize(
    "path", [p for p in templates() if p.parent.name in {"frame", "errors", "forms", "gallery"}], ids=str
)
def test_the_frame_uses_known_classes(path):
    assert not classes(path) - known_classes()


def known_classes():
    css = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "portal/frontend/css").rglob("*.css"))
    return set(re.findall(r"\.([a-z][\w-]*)", css))


def test_every_component_stands_in_the_gallery():
    shown = {call.component for call in CALLS if "specimens" in call.template.parts}
    # A form draws its error summary, a masthead its way up: shown through the one that calls them.
    shown |= {call.component for call in CALLS if call.template.parent.name in {"components", "forms"}}
    hidden = {name for name in ALL if not name.startswith("blocks.")} - shown - {"row", "masthead"}
    assert not hidden


def test_every_component_stands_on_a_page():
    """What is here is finished: what only the gallery would show is not begun."""
    called = {call.component for call in CALLS if "specimens" not in call.template.parts}
    assert not {name for name in ALL if not name.startswith("blocks.")} - called


def test_every_style_sheet_is_joined():
    folder = ROOT / "portal/frontend/css"
    joined = set(re.findall(r'@import url\("([^"]+)"\)', (folder / "main.css").read_text()))
    present = {str(path.relative_to(folder)) for path in folder.rglob("*.css")} - {"main.css"}
    assert joined == present


def meets_the_policy(path):
    """Mails, printed pages and Wagtail's admin are not shown under the public content policy."""
    return not {"mail", "pdf", "print"} & set(path.parts) and "wagtailadmin/" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in templates() if meets_the_policy(path)], ids=str)
def test_no_template_writes_styles_or_scripts_into_the_page(path):
    text = plain(path.read_text(encoding="utf-8"))
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "javascript:" not in text


def test_no_template_is_left_over():
    """Each is named somewhere, called as a component, or replaces one of a package."""
    sources = [path for floor in ("portal", "crm", "guidelines") for path in (ROOT / floor).rglob("*.py")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in [*sources, *templates()])
    made = [
        re.sub(r"\\{.*?\\}", r"[\\w/]+", re.escape(text)) for text in re.findall(r'f"([\w/]+/\{[^"]*\.html)"', written)
    ]
    called = {call.component for call in CALLS}
    left_over = []
    for path in templates():
        name = str(path).rpartition("/templates/")[2]
        if "components" in path.parts and (name_of(path) in called or name in written):
            continue
        if any(re.fullmatch(pattern, name) for pattern in made):
            continue
        if name in written or name.removeprefix("mail/").removesuffix(".html") in written:
            continue
        if any((ROOT / ".venv").glob(f"lib/python3*/site-packages/*/templates/{name}")):
            continue
        if any((ROOT / ".venv").glob(f"lib/python3*/site-packages/*/*/templates/{name}")):
            continue
        left_over.append(name)
    assert not left_over


@pytest.mark.parametrize(
    ("form", "words"),
    [(ResetPasswordForm, "Everything you entered is kept."), (LoginForm, "Everything but the password is kept.")],
)
def test_above_a_refused_form_nothing_is_promised_that_browsers_do_not_do(form, words):
    assert words in str(form({}))
