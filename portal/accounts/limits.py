"""How often: generous for an address, behind which a whole institution may sit; strict for a mailbox."""

from allauth.core.internal import ratelimit
from django.conf import settings


def allows(request, action, key=None):
    """Count one try and say whether it is within the limit named ``action`` in the settings."""
    usage = ratelimit.consume(
        request, app="portal", action=action, key=key, config=settings.ACCOUNT_RATE_LIMITS, limit_get=True
    )
    return usage is not None
