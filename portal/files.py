"""How a private file reaches a browser: after the view has asked ``get_or_deny``, and only as a download.

Private storage has no URL. What goes out carries its type, is kept by nobody
on the way and is never run in the place of a page.
"""

import logging
import re
import unicodedata

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

logger = logging.getLogger(__name__)

#: Control characters, and those that turn the order of letters round (they let "gpj.exe" look like "exe.jpg").
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: What some system or other reads as a path or a wild card.
RESERVED = re.compile(r'[\\/:*?"<>|]+')
LONGEST_NAME = 150


def serve(request, fieldfile, filename, content_type, *, inline=False):
    """Return a streamed answer with the file. The caller has checked who asks.

    A file that is in the books but not on the disk is logged and answered
    404: the reader can do nothing about it, somebody else must.
    """
    if not fieldfile:
        raise Http404("No such file.")
    try:
        content = fieldfile.storage.open(fieldfile.name, "rb")
    except FileNotFoundError:
        logger.error("files.missing: %s", fieldfile.name)
        raise Http404("No such file.") from None
    return finished(
        FileResponse(content, as_attachment=not inline, filename=safe_name(filename), content_type=content_type)
    )


def made(content, filename, content_type):
    """Return an answer with a file that was made just now and is kept nowhere."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, safe_name(filename))
    return finished(response)


def finished(response):
    """Set what every answer with a file carries, whether it was read from disk or made just now."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def safe_name(name):
    """Return a file name that every system takes and no header breaks on, never empty."""
    name = UNSAFE.sub("", unicodedata.normalize("NFC", name))
    name = " ".join(RESERVED.sub(" ", name).split()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME and dot and len(ending) < 10:
        name = f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' .')}.{ending}"
    return name[:LONGEST_NAME] or "file"
