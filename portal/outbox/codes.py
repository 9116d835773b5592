"""The second-factor codes of the demo people, as their telephones would show them now."""

import json
import time
from dataclasses import dataclass

from allauth.mfa.totp.internal import auth as totp
from django.conf import settings

from portal.roles import ROLES

PERIOD = 30  # seconds for which a code is good, as in RFC 6238 and allauth


@dataclass(frozen=True)
class SignIn:
    role: str
    name: str
    email: str
    language: str
    password: str
    code: str


def sign_ins():
    """Return the demo sign-ins, each with today's code; none before demo data has been built."""
    try:
        rows = json.loads((settings.VAR / "sign-ins.json").read_text())
    except (OSError, ValueError):
        return []
    return [
        SignIn(
            role=str(ROLES[row["role"]].name) if row["role"] in ROLES else row["role"],
            name=row["name"],
            email=row["email"],
            language=row["language"],
            password=row["password"],
            code=code_for(row["totp_secret"]) if row.get("totp_secret") else "",
        )
        for row in rows
    ]


def code_for(secret, now=None):
    counter = int((time.time() if now is None else now) // PERIOD)
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def seconds_left(now=None):
    return PERIOD - int(time.time() if now is None else now) % PERIOD
