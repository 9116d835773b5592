from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "guidelines.assessment"
    label = "assessment"
    verbose_name = _("Self-assessment")

    def ready(self):
        from guidelines.assessment import notices
        from guidelines.assessment.panels import AssessmentsPanel, ColleaguesPanel, our_answer
        from guidelines.assessment.stored import answers
        from guidelines.assessment.todos import todos
        from portal import doors
        from portal.accounts import stored as about
        from portal.background.schedule import Job, every_day

        about.sources.append(answers)
        doors.todos.register(todos, weight=10)
        doors.panels.register(AssessmentsPanel(), weight=10)
        doors.panels.register(ColleaguesPanel(), weight=20)
        doors.guideline_panels.register(our_answer, weight=10)
        for kind in notices.KINDS:
            doors.notices.register(kind, weight=30)
        every_day(Job("tell of due assessments", "guidelines.assessment.tasks.tell_of_due_dates", hour=5))
