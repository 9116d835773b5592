"""What a browser sends for one answer, and by what it shows that a script sends it."""

from uuid import uuid4

SCRIPT = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "fetch"}


def entered(user, **other):
    return {
        "level": "2",
        "target": "3",
        "comment": "Some words.",
        "comment_lang": "en",
        "read_lang": "en",
        "version": "0",
        "key": str(uuid4()),
        "writer": str(user.uuid),
    } | other
