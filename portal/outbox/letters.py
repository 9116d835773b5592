"""A letter as the outbox page shows it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portal.outbox import folder


@dataclass(frozen=True)
class Letter:
    name: str
    sent_at: datetime
    to: str
    subject: str
    language: str
    text: str
    html: str

    @classmethod
    def of(cls, path: Path):
        message = folder.read(path)
        return cls(
            name=path.stem,
            sent_at=datetime.strptime(path.stem.split("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC),
            to=str(message["To"]),
            subject=str(message["Subject"]),
            language=str(message["Content-Language"] or "en"),
            text=part(message, "plain"),
            html=part(message, "html"),
        )


def part(message, kind):
    """Return the text or HTML part, empty when there is none."""
    body = message.get_body(preferencelist=(kind,))
    return body.get_content() if body is not None else ""


def newest():
    return [Letter.of(path) for path in folder.newest(limit=60)]
