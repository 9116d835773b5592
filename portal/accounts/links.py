"""Secrets in links that go out by mail.

A secret is derived from the record and the portal's own key, so that the
letter can be written by a background task from the record's uuid alone, and
neither the database nor the queue ever holds a secret: the record keeps its
SHA-256.
"""

import base64
import hashlib

from django.utils.crypto import salted_hmac


def secret(kind, *parts):
    """Return the secret of one sending of one letter."""
    digest = salted_hmac(f"portal.accounts.links.{kind}", ":".join(map(str, parts)), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(text):
    """Return what is kept of a secret."""
    return hashlib.sha256(text.encode()).hexdigest()


def invitation_secret(invitation):
    return secret("invitation", invitation.uuid, invitation.sendings)
