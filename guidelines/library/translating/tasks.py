"""Background work of the translators' screens."""

from django_tasks import task

from guidelines.library.translating import machine


@task(queue_name="reports")
def translate_by_machine(edition_uuid, language, by_uuid):
    """Fill what is missing in a language; may run twice, as a text that is there is never touched."""
    machine.fill(edition_uuid, language, by_uuid)
