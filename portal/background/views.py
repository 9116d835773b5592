"""The staff's page of background work, in Wagtail's admin."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from portal.background import actions, leases
from portal.background.models import QueuedTask, TaskState, Worker

#: A worker that has been silent for this long is thought dead.
SILENT = timedelta(minutes=2)
UNFINISHED = (TaskState.WAITING, TaskState.RUNNING, TaskState.FAILED)


class Cell(Column):
    """A column with a template of its own."""

    def __init__(self, name, *, template, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"background/{template}.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]  # all that a table hands on of its page
        return context | {
            "may_retry": request.user.has_perm("background.retry_queuedtask"),
            "csrf_token": get_token(request),
        }


class TaskList(ReportView):
    """Waiting, running and failed tasks; those that are done on request."""

    model = QueuedTask
    permission_policy = ModelPermissionPolicy(QueuedTask)
    permission_required = "view"
    page_title = gettext_lazy("Background tasks")
    header_icon = "tasks"
    index_url_name = "background_tasks"
    index_results_url_name = "background_tasks"
    results_template_name = "background/task_list_results.html"
    default_ordering = "-enqueued_at"
    list_export = []
    columns = [
        Cell("task", label=gettext_lazy("Task"), template="_task"),
        Cell("state", label=gettext_lazy("State"), template="_state"),
        DateColumn("enqueued_at", label=gettext_lazy("Waiting since"), sort_key="enqueued_at"),
        Column("attempts", label=gettext_lazy("Attempts"), sort_key="attempts"),
        Cell("error", label=gettext_lazy("Last error"), template="_error"),
        Cell("again", label=gettext_lazy("Action"), template="_again"),
    ]

    @cached_property
    def state(self):
        asked = self.request.GET.get("state", "")
        return asked if asked in TaskState.values else ""

    def get_base_queryset(self):
        wanted = [self.state] if self.state else UNFINISHED
        return leases.tasks().filter(state__in=wanted)

    def get_context_data(self, **kwargs):
        counts = dict(leases.tasks().order_by().values_list("state").annotate(Count("pk")))
        awake = list(Worker.objects.using(settings.QUEUE_DATABASE).filter(seen_at__gt=timezone.now() - SILENT))
        return super().get_context_data(
            counts=[(state, counts.get(state.value, 0), state == self.state) for state in TaskState],
            workers=awake,
            may_retry=self.request.user.has_perm("background.retry_queuedtask"),
            has_failed=bool(counts.get(TaskState.FAILED)),
            state=self.state,
            **kwargs,
        )


@require_POST
@permission_required("background.retry_queuedtask", raise_exception=True)
def task_retry(request, uuid):
    task = get_object_or_404(leases.tasks(), uuid=uuid)
    if actions.retry_task(task, by=request.user):
        messages.success(request, _("The task will run again in a moment."))
    else:
        messages.error(request, _("This task is no longer a failed one. Nothing was changed."))
    return redirect("background_tasks")


@require_POST
@permission_required("background.retry_queuedtask", raise_exception=True)
def task_retry_all(request):
    count = actions.retry_all(by=request.user)
    text = ngettext("%(count)d task will run again.", "%(count)d tasks will run again.", count)
    messages.success(request, text % {"count": count})
    return redirect("background_tasks")
