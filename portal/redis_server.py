"""Redis where CACHE_URL names one: asked with short patience, and left alone for a while after it failed.

Nothing is kept there that must not be lost, so no page may fail because it is
down: whoever asks catches ``NotThere`` and does without.
"""

import time
from contextlib import contextmanager
from functools import lru_cache

import structlog
from django.conf import settings

logger = structlog.stdlib.get_logger(__name__)

#: Seconds: so long one answer is waited for, and so long nobody asks again after a failure.
PATIENCE = 0.5
PAUSE = 5
_absent_until = float("-inf")


class NotThere(Exception):
    """Redis did not answer, or did not a moment ago."""


@lru_cache(maxsize=1)
def _server():
    import redis  # only where one is used: it costs memory and a start

    return redis.Redis.from_url(settings.CACHE_URL, **options())


def options():
    """Return how patient a client is; one try more finds a Redis that was started anew."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 1)}


@contextmanager
def asked(*, even_if_absent=False):
    """Yield the client; what goes wrong with the connection becomes NotThere, and is said once in a while."""
    global _absent_until
    if not even_if_absent and time.monotonic() < _absent_until:
        raise NotThere
    from redis.exceptions import RedisError

    try:
        yield _server()
    except (RedisError, OSError) as problem:
        _absent_until = time.monotonic() + PAUSE
        logger.warning("redis.not_there", problem=type(problem).__name__)
        raise NotThere from problem


def answers():
    """Say whether Redis answers; where there is to be none, nothing is amiss."""
    if not settings.CACHE_URL:
        return True
    try:
        with asked(even_if_absent=True) as server:
            return bool(server.ping())
    except NotThere:
        return False


def forget():
    """Ask anew, whatever happened before; for tests."""
    global _absent_until
    _absent_until = float("-inf")
    _server.cache_clear()
