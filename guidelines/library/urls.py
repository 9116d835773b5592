from django.urls import path, register_converter

from guidelines.library import converters, views

app_name = "library"

register_converter(converters.SetSlug, "set")
register_converter(converters.Year, "year")
register_converter(converters.Number, "number")
register_converter(converters.Language, "language")

urlpatterns = [
    path("", views.set_list, name="set_list"),
    path("<set:slug>/", views.set_current, name="set"),
    path("<set:slug>/<number:number>/", views.guideline_current, name="guideline_current"),
    path("<set:slug>/e<year:year>/", views.edition_detail, name="edition"),
    path("<set:slug>/e<year:year>/whole/", views.edition_whole, name="whole"),
    path("<set:slug>/e<year:year>/<language:language>.pdf", views.edition_pdf, name="pdf"),
    path("<set:slug>/e<year:year>/<number:number>/", views.guideline_detail, name="guideline"),
]
