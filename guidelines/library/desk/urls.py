from django.urls import path

from guidelines.library.desk import views

app_name = "library_desk"
urlpatterns = [
    path("editions/<uuid:uuid>/", views.edition_desk, name="edition"),
    path("editions/<uuid:uuid>/moves/<slug:move>/", views.edition_move, name="move"),
    path("editions/<uuid:uuid>/languages/<slug:language>/release/", views.language_release, name="release"),
    path("editions/<uuid:uuid>/assignments/", views.assignment_add, name="assign"),
    path("assignments/<uuid:uuid>/end/", views.assignment_end, name="unassign"),
    path("sections/<uuid:key>/remove/", views.section_remove, name="remove_section"),
    path("guidelines/<uuid:key>/remove/", views.guideline_remove, name="remove_guideline"),
]
