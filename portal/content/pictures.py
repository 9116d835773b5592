"""Pictures of editorial pages reach everybody, in the sizes that Wagtail made; originals and documents do not."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.views import static
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def picture(request, path):
    response = static.serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    response.setdefault("Cache-Control", "public, max-age=86400")  # another size or cut gets another name
    return response
