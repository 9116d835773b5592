"""Reads the portal's templates as text: which components they call, with what."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("portal", "crm", "guidelines")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
TEMPLATE_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
TAG = re.compile(r"<(/?)c-([a-z][a-z0-9._-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>", re.DOTALL)
ATTRIBUTE = re.compile(r"""([:\w@.-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


@dataclass
class Call:
    """One call of a component: where, its attributes, the named slots inside."""

    template: Path
    component: str
    attributes: list
    slots: list = field(default_factory=list)

    def __str__(self):
        return f"{self.template.relative_to(ROOT)}: <c-{self.component}>"


def templates():
    return sorted(path for floor in FLOORS for path in ROOT.glob(f"{floor}/**/templates/**/*.html"))


def components():
    return sorted(path for path in templates() if "components" in path.parts)


def plain(text):
    """Return the mark-up with comments gone and template code replaced by a letter."""
    return TEMPLATE_CODE.sub("X", COMMENT.sub("", text))


@lru_cache(maxsize=500)
def calls(path):
    """Return the calls of components in one template; a slot belongs to the call around it."""
    found, around = [], []
    for closing, name, attributes, closed in TAG.findall(plain(path.read_text(encoding="utf-8"))):
        if closing:
            if name != "slot" and around and around[-1].component == name:
                around.pop()
            continue
        pairs = [(key, value.strip("\"'")) for key, value in ATTRIBUTE.findall(attributes)]
        if name == "slot":
            around[-1].slots.append(dict(pairs)["name"])
        elif name != "vars":
            call = Call(path, name, pairs)
            found.append(call)
            if not closed:
                around.append(call)
    return found


def name_of(component):
    """Return how a component's file is called in mark-up: ``listing_item.html`` is ``listing-item``."""
    below = component.parts[component.parts.index("components") + 1 :]
    return ".".join(below).removesuffix(".html").replace("_", "-")


@lru_cache(maxsize=200)
def declared(component):
    """Return prop → whether it has a default, of one component's ``c-vars``."""
    text = plain(component.read_text(encoding="utf-8"))
    attributes = next((attributes for _c, name, attributes, _e in TAG.findall(text) if name == "vars"), "")
    return {key.removeprefix(":"): bool(value) for key, value in ATTRIBUTE.findall(attributes)}


def classes(path):
    """Return the classes that stand whole in a template; those made by template code are left out."""
    text = plain(path.read_text(encoding="utf-8"))
    written = (name for names in re.findall(r'class="([^"]*)"', text) for name in names.split())
    return {name for name in written if "X" not in name}
