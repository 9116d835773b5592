"""What the frame of every page needs: sections of the top bar, languages, direction."""

from dataclasses import dataclass

from portal import doors
from portal.languages import CODES, NAMES, current, direction, html_code


@dataclass(frozen=True)
class Entry:
    """One section of the top bar."""

    label: str
    url: str
    prefix: str  # the path, without the language, below which the section is the current one


def frame(request):
    """Context processor: the same for a page, a fragment and an error page; no query."""
    language = current()
    path = request.path_info
    bare = path.split("/", 2)[2] if path.count("/") > 1 and path.split("/")[1] in CODES else ""
    sections = [entry for offer in doors.navigation if (entry := offer(request)) is not None]
    return {
        "language": language,
        "lang_code": html_code(language),
        "direction": direction(language),
        "languages": [
            {
                "code": code,
                "html_code": html_code(code),
                "name": NAMES[code],
                "dir": direction(code),
                "url": f"/{code}/{bare}" if bare else f"/{code}/",
                "is_current": code == language,
            }
            for code in CODES
        ],
        "sections": [(entry, bare.startswith(entry.prefix)) for entry in sections],
    }
