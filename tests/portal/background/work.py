"""Tasks that exist for the tests. ``run_tasks`` and real workers find them by this module's path."""

import time
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django_tasks import task

from portal.background.execution import GiveUp
from portal.background.models import Effect

log = []


@task()
def note(word):
    log.append(word)
    return {"said": word}


@task(queue_name="reports", priority=10)
def urgent(word):
    log.append(word)


@task()
def break_down():
    raise RuntimeError("the mail server is down")


@task()
def hopeless():
    raise GiveUp("there is no such report format")


@task()
def look_for_nobody():
    raise ObjectDoesNotExist


@task(takes_context=True)
def tell_attempt(context):
    log.append(context.attempt)


@task()
def tell_language():
    from django.utils.translation import get_language

    log.append(get_language())


@task()
def tell_request():
    import structlog

    log.append(structlog.contextvars.get_contextvars()["request_id"])


@task()
def effect_once(key, started_file, seconds):
    """Slow, and killed in the middle the first time; its effect is one row, written at the end."""
    with Path(started_file).open("a") as started:
        started.write(f"{key}\n")
    time.sleep(seconds)
    Effect.objects.create(key=key)


@task()
def count(key, run_file):
    """Leave a line for each run, so that a test sees whether a task ran twice."""
    with Path(run_file).open("a") as runs:
        runs.write(f"{key}\n")
    Effect.objects.create(key=key)


letters = []


@task()
def write_letters():
    from portal import mail

    for name in letters:
        mail.send("test/letter", f"{name}@example.org", "en", {"who": name})
