from django.urls import path

from guidelines.library.desk import changes, errata, exchange, mapping, removing, term_import, terms, tree, views

app_name = "library_desk"
urlpatterns = [
    path("editions/<uuid:uuid>/", views.edition_desk, name="edition"),
    path("editions/<uuid:uuid>/moves/<slug:move>/", views.edition_move, name="move"),
    path("editions/<uuid:uuid>/languages/<slug:language>/release/", views.language_release, name="release"),
    path("editions/<uuid:uuid>/assignments/", views.assignment_add, name="assign"),
    path("editions/<uuid:uuid>/follow/", mapping.edition_follow, name="follow"),
    path("editions/<uuid:uuid>/mapping/", mapping.mapping_desk, name="mapping"),
    path("editions/<uuid:uuid>/mapping/propose/", mapping.mapping_propose, name="propose"),
    path("editions/<uuid:uuid>/mapping/confirm/", mapping.mapping_confirm, name="confirm"),
    path("editions/<uuid:uuid>/changes/", changes.edition_changes, name="changes"),
    path("editions/<uuid:uuid>/changes.pdf", changes.changes_pdf, name="changes_pdf"),
    path("editions/<uuid:uuid>/changes/make-pdf/", changes.changes_ask, name="changes_ask"),
    path("guidelines/<uuid:key>/changes/", changes.guideline_changes, name="guideline_changes"),
    path("editions/<uuid:uuid>/errata/", errata.errata_desk, name="errata"),
    path("editions/<uuid:uuid>/errata/<slug:language>/<slug:kind>/<uuid:key>/", errata.texts, name="erratum_texts"),
    path(
        "editions/<uuid:uuid>/errata/<slug:language>/<slug:kind>/<uuid:key>/<slug:name>/", errata.issue, name="erratum"
    ),
    path("mapping-rows/<uuid:key>/", mapping.mapping_row, name="mapping_row"),
    path("assignments/<uuid:uuid>/end/", views.assignment_end, name="unassign"),
    path("editions/<uuid:uuid>/tree/", tree.tree, name="tree"),
    path("editions/<uuid:uuid>/tree/place/", tree.place, name="place"),
    path("guidelines/<uuid:key>/split/", tree.split, name="split"),
    path("guidelines/<uuid:key>/merge/", tree.merge, name="merge"),
    path("sections/<uuid:key>/remove/", removing.section_remove, name="remove_section"),
    path("guidelines/<uuid:key>/remove/", removing.guideline_remove, name="remove_guideline"),
    path("terms/<uuid:uuid>/use/", terms.term_use, name="term_use"),
    path("glossary/import/", term_import.glossary_import, name="glossary_import"),
    path("glossary/<slug:format>/", terms.glossary_file, name="glossary_file"),
    path("editions/<uuid:uuid>/files/", exchange.exchange, name="exchange"),
    path("editions/<uuid:uuid>/files/<slug:format>/", exchange.export, name="export"),
    path("files/", exchange.exchange, name="exchange_new"),
    path("files/template/", exchange.template, name="template"),
    path("files/schema/", exchange.schema, name="schema"),
    path("imports/<uuid:uuid>/", exchange.import_detail, name="import"),
    path("imports/<uuid:uuid>/take/", exchange.import_take, name="import_take"),
    path("imports/<uuid:uuid>/undo/", exchange.import_undo, name="import_undo"),
]
