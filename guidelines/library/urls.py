from django.urls import path

from guidelines.library import converters, views  # noqa: F401 (converters registers them)

app_name = "library"

urlpatterns = [
    path("", views.set_list, name="set_list"),
    # Before the sets: none is called so.
    path("glossary/", views.glossary, name="glossary"),
    path("<set:slug>/", views.set_current, name="set"),
    path("<set:slug>/<number:number>/", views.guideline_current, name="guideline_current"),
    path("<set:slug>/e<year:year>/", views.edition_detail, name="edition"),
    path("<set:slug>/e<year:year>/whole/", views.edition_whole, name="whole"),
    path("<set:slug>/e<year:year>/<section:code>/", views.edition_part, name="part"),
    path("<set:slug>/e<year:year>/changes/", views.edition_changes, name="changes"),
    path(
        "<set:slug>/e<year:year>/changes/since-<year:since>/<language:language>.pdf",
        views.changes_pdf,
        name="changes_pdf",
    ),
    path("<set:slug>/e<year:year>/changes/make-pdf/", views.changes_ask, name="changes_ask"),
    path("<set:slug>/e<year:year>/errata/", views.edition_errata, name="errata"),
    path("<set:slug>/e<year:year>/<language:language>.pdf", views.edition_pdf, name="pdf"),
    path("<set:slug>/e<year:year>/make-pdf/", views.extract_ask, name="extract_ask"),
    path(
        "<set:slug>/e<year:year>/<language:language>-and-<language:beside>.pdf",
        views.extract_pdf,
        name="extract_whole",
    ),
    path("<set:slug>/e<year:year>/<section:code>/<language:language>.pdf", views.extract_pdf, name="extract"),
    path(
        "<set:slug>/e<year:year>/<section:code>/<language:language>-and-<language:beside>.pdf",
        views.extract_pdf,
        name="extract_beside",
    ),
    path("<set:slug>/e<year:year>/comments/", views.comment_list, name="comments"),
    path("<set:slug>/e<year:year>/comments/<uuid:uuid>/", views.comment_answer, name="comment_answer"),
    path("<set:slug>/e<year:year>/<number:number>/comments/", views.guideline_comments, name="guideline_comments"),
    path("<set:slug>/e<year:year>/<number:number>/", views.guideline_detail, name="guideline"),
]
