"""The demo association: what every app's ``demo.py`` builds upon.

Deterministic: the same rows and dates for a seed and a day. Only hashes, keys
and secrets differ. Everything goes through the same actions as in real life;
if ``seed_demo`` fails, the product is broken.
"""

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.conf import settings

from portal import clock

PASSWORD = "a demo for everybody"  # development only; production refuses demo data


@dataclass
class World:
    """What has been built so far; apps add to ``cast`` what later ones need."""

    today: date
    random: Random
    sets: frozenset | None = None  # which further sets of guidelines are wanted; None means all
    cast: SimpleNamespace = field(default_factory=SimpleNamespace)
    sign_ins: list = field(default_factory=list)

    @contextmanager
    def on(self, day, hour=10, minute=0):
        """Let it be that moment (UTC) while something happens. ``day`` is a date or days before today."""
        if isinstance(day, int):
            day = self.today - timedelta(days=day)
        with clock.set_to(datetime.combine(day, time(hour, minute), ZoneInfo("UTC"))) as moment:
            yield moment

    def sign_in(self, role, user, totp_secret=""):
        """Offer ``user`` in the table of sign-ins as the one who shows ``role``."""
        self.sign_ins.append(
            {
                "role": role,
                "name": user.name,
                "email": user.email,
                "password": PASSWORD,
                "language": user.language,
                "totp_secret": totp_secret,
            }
        )


def write_sign_ins(world):
    path = settings.VAR / "sign-ins.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(world.sign_ins, ensure_ascii=False, indent=2))
    os.replace(draft, path)
    return path
