"""Background work: telling of due dates, once for each."""

from datetime import timedelta

from django_tasks import task

from guidelines.assessment import notices
from guidelines.assessment.models import Assessment
from portal import clock

#: Days before the due date on which whoever has the next step is told.
SOON = (14, 3)


@task()
def tell_of_due_dates():
    """Tell of what is due in some days and of what was due yesterday; a second run tells nobody twice."""
    today = clock.today()
    rows = Assessment.objects.open().select_related("edition__set", "institution", "unit")
    for days in SOON:
        for assessment in rows.filter(due_on=today + timedelta(days=days)):
            notices.due(assessment, is_over=False)
    for assessment in rows.filter(due_on=today - timedelta(days=1)):
        notices.due(assessment, is_over=True)
