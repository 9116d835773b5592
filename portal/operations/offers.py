"""Modules that apps may bring, found by their name, in the order of the floors."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

#: Lower floors first: what a higher one builds stands on them.
FLOORS = ("portal.", "crm.", "guidelines.", "benchmarking.", "academy.", "recognition.")


def modules(name):
    """Yield ``<app>.<name>`` of each of our apps that has it."""
    # Inside a floor INSTALLED_APPS puts the higher app first, so that its templates win.
    ours = [app.name for app in reversed(list(apps.get_app_configs())) if app.name.startswith(FLOORS)]
    ours.remove("portal.operations")  # it asks
    ours.sort(key=lambda app: [app.startswith(floor) for floor in FLOORS].index(True))
    for app in ours:
        if find_spec(f"{app}.{name}"):
            yield import_module(f"{app}.{name}")
