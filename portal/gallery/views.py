"""Every component in every state, English and Arabic side by side, for those who build and check."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.gallery.samples import sample
from portal.gallery.specimens import SPECIMENS
from portal.languages import direction, html_code

SIDES = ("en", "ar")


@permission_required("accounts.view_components", raise_exception=True)
def gallery(request):
    shown = [(specimen, [side(specimen, language) for language in SIDES]) for specimen in SPECIMENS]
    return render(request, "gallery/gallery.html", {"shown": shown})


def side(specimen, language):
    """Return one specimen in one language, drawn from the same template and the same rules."""
    with override(language):
        html = render_to_string(f"gallery/specimens/{specimen.key}.html", {**sample(language), "side": language})
    return {"html": html, "lang": html_code(language), "dir": direction(language)}
