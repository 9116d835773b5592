"""Forms of the desk, sent as a browser would send them."""

from django.urls import reverse


def edit_url(guideline):
    return reverse("wagtailsnippets_library_guideline:edit", args=[guideline.pk])


def filled(client, url):
    """Return what a browser would send back from the form at ``url``, read from the page's own fields."""
    form = client.get(url).context["form"]
    data = {}
    for part in [form, *[child for formset in form.formsets.values() for child in formset.forms]]:
        for name in part.fields:
            value = part[name].value()
            if name not in {"DELETE"}:
                data[part.add_prefix(name)] = "" if value is None else value
    for formset in form.formsets.values():
        for name in formset.management_form.fields:
            data[formset.management_form.add_prefix(name)] = formset.management_form[name].value()
        for place, child in enumerate(formset.forms):
            data[child.add_prefix("ORDER")] = place + 1
    data["loaded_revision_id"] = getattr(form.instance, "latest_revision_id", None) or ""
    return data
