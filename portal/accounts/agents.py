"""What a browser says about itself, and where it calls from: no more of it than a person needs to know it again."""

import ipaddress
import re

from django.utils.translation import gettext as _

BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]


def names(agent):
    """Return browser and system as their makers call them, each empty where it is not known."""
    browser = next((name for mark, name in BROWSERS if re.search(rf"\b{mark}", agent)), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return browser, system


def in_words(browser, system):
    browser = browser or _("Unknown browser")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


def device(agent):
    """Return browser and system in words, as far as they say what they are."""
    return in_words(*names(agent))


def network(address):
    """Return an address without the part that tells one person from the others in a network; empty if it is none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.version == 4:
        return f"{'.'.join(str(parsed).split('.')[:3])}.*"
    return f"{':'.join(group.lstrip('0') or '0' for group in parsed.exploded.split(':')[:3])}:*"
