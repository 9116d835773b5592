from django.urls import path

from guidelines.library.translating import exchange, inviting, people, views, writing
from guidelines.library.translating.before_release import before_release

app_name = "translating"

urlpatterns = [
    path("", views.edition_list, name="list"),
    path("<uuid:uuid>/", views.board, name="board"),
    path("<uuid:uuid>/<slug:language>/before-release/", before_release, name="before_release"),
    path("<uuid:uuid>/translators/", people.people, name="people"),
    path("<uuid:uuid>/translators/<uuid:assignment>/end/", people.end, name="end"),
    path("<uuid:uuid>/translators/invite/", inviting.invite, name="invite"),
    path("<uuid:uuid>/translators/invitations/<uuid:invitation>/resend/", inviting.resend, name="resend_invitation"),
    path(
        "<uuid:uuid>/translators/invitations/<uuid:invitation>/withdraw/",
        inviting.withdraw,
        name="withdraw_invitation",
    ),
    path("imports/<uuid:uuid>/", exchange.import_detail, name="import"),
    path("imports/<uuid:uuid>/take/", exchange.import_take, name="import_take"),
    path("imports/<uuid:uuid>/undo/", exchange.import_undo, name="import_undo"),
    path("<uuid:uuid>/<slug:language>/machine/", views.machine, name="machine"),
    path("<uuid:uuid>/<slug:language>/files/", exchange.exchange, name="files"),
    path("<uuid:uuid>/<slug:language>/files/<slug:format>/", exchange.export, name="export"),
    path("<uuid:uuid>/<slug:language>/<slug:kind>/<uuid:key>/", writing.record, name="record"),
]
