from django.urls import path, register_converter

from guidelines.assessment import converters
from guidelines.assessment.reports import views as reports
from guidelines.assessment.views import answers, moves, overview

register_converter(converters.Language, "report_language")
register_converter(converters.Format, "report_format")

app_name = "assessment"
urlpatterns = [
    path("", overview.assessment_list, name="list"),
    path("create/", overview.create, name="create"),
    path("token/", answers.token, name="token"),
    path("<uuid:uuid>/", overview.detail, name="detail"),
    path("<uuid:uuid>/sections/<uuid:key>/", answers.section, name="section"),
    path("<uuid:uuid>/answers/<uuid:key>/", answers.answer, name="answer"),
    path("<uuid:uuid>/hand-in/", moves.hand_in, name="hand_in"),
    path("<uuid:uuid>/return/", moves.return_, name="return"),
    path("<uuid:uuid>/sign-off/", moves.sign_off, name="sign_off"),
    path("<uuid:uuid>/archive/", moves.archive, name="archive"),
    path("<uuid:uuid>/report/", reports.report, name="report"),
    path("<uuid:uuid>/report/files/", reports.report_files, name="report_files"),
    path(
        "<uuid:uuid>/report/<report_language:language>.<report_format:format>", reports.report_file, name="report_file"
    ),
    path("<uuid:uuid>/discard/", moves.discard, name="discard"),
]
