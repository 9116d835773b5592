"""A task that writes to one of many people; real workers find it by this module's path."""

from django_tasks import task

from portal import mail


@task()
def write(number):
    context = {"subject": f"Letter {number}", "text": "Good morning."}
    mail.send("accounts/letter", f"p{number}@example.org", "en", context)
