"""The pictures of the workflow tables, in the README of the app that each table belongs to."""

import re
from pathlib import Path

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from portal.workflow import registry


def readmes():
    """Return path → workflows, for every table of every app."""
    autodiscover_modules("workflow")
    found = {}
    for workflow in registry.values():
        folder = Path(apps.get_app_config(workflow.name.split(".")[0]).path)
        found.setdefault(folder / "README.md", []).append(workflow)
    return found


def drawn(text, workflow):
    """Return a README with the picture of ``workflow`` as it is now; a new one goes to the end."""
    start, end = f"<!-- workflow {workflow.name} -->", "<!-- end of workflow -->"
    picture = f"{start}\n```mermaid\n{workflow.mermaid()}\n```\n{end}"
    known = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    if known.search(text):
        return known.sub(lambda _match: picture, text)
    return f"{text.rstrip()}\n\n{picture}\n"
