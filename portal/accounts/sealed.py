"""Letters with codes wait in the queue under seal: whoever reads the queue reads no code."""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

Unreadable = InvalidToken


def seal(values):
    return _box("letter").encrypt(json.dumps(values).encode()).decode()


def unseal(text):
    return json.loads(_box("letter").decrypt(text.encode()))


def encrypt(text):
    """Encrypt a secret that stays in the database, such as that of an authenticator app."""
    return _box("secret").encrypt(text.encode()).decode()


def decrypt(text):
    """Return the secret; raise Unreadable where the key it was encrypted under is gone."""
    return _box("secret").decrypt(text.encode()).decode()


def _box(purpose):
    return MultiFernet([_under(key, purpose) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _under(key, purpose):
    digest = hashlib.sha256(f"portal.accounts.sealed:{purpose}:{key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
