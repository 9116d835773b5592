from django.urls import path

from guidelines.assessment.views import answers, moves, overview

app_name = "assessment"
urlpatterns = [
    path("", overview.assessment_list, name="list"),
    path("new/", overview.create, name="create"),
    path("token/", answers.token, name="token"),
    path("<uuid:uuid>/", overview.detail, name="detail"),
    path("<uuid:uuid>/sections/<uuid:key>/", answers.section, name="section"),
    path("<uuid:uuid>/answers/<uuid:key>/", answers.answer, name="answer"),
    path("<uuid:uuid>/hand-in/", moves.hand_in, name="hand_in"),
    path("<uuid:uuid>/return/", moves.return_, name="return"),
    path("<uuid:uuid>/sign-off/", moves.sign_off, name="sign_off"),
    path("<uuid:uuid>/archive/", moves.archive, name="archive"),
    path("<uuid:uuid>/discard/", moves.discard, name="discard"),
]
