"""Addresses for monitoring: ``/health/`` asks every part, ``/health/live`` only whether this process answers."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow

import structlog
from django.contrib.auth.decorators import login_not_required
from django.db import connections
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.health.checks import CHECKS, Unwell

logger = structlog.stdlib.get_logger(__name__)

#: A part that needs longer counts as failed, all of them side by side; monitoring must not hang where the portal hangs.
SECONDS = 3
#: The address is public: within this time everybody gets the same answer, whoever asks how often.
KEPT = 5
_asking = threading.Lock()
_answer = {"at": float("-inf"), "parts": {}}


@login_not_required
@never_cache
@require_safe
def health(request):
    """Return how each part stands: 200 when all is well, 503 otherwise."""
    with _asking:
        if time.monotonic() - _answer["at"] > KEPT:
            _answer.update(parts=run_all(), at=time.monotonic())
        parts = _answer["parts"]
    well = all(part["ok"] for part in parts.values())
    return JsonResponse({"status": "ok" if well else "failing", "parts": parts}, status=200 if well else 503)


@login_not_required
@never_cache
@require_safe
def live(request):
    return JsonResponse({"status": "ok"})


def run_all():
    """Run the checks side by side, each in a thread of its own, so that one that hangs holds up no other."""
    pool = ThreadPoolExecutor(max_workers=len(CHECKS), thread_name_prefix="health")
    try:
        until = time.monotonic() + SECONDS
        running = {name: pool.submit(run, check) for name, check in CHECKS.items()}
        return {name: outcome(name, future, max(0, until - time.monotonic())) for name, future in running.items()}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def run(check):
    try:
        return check()
    finally:
        connections.close_all()


def outcome(name, future, seconds):
    try:
        return {"ok": True, **future.result(timeout=seconds)}
    except TooSlow:
        logger.error("health.slow", part=name)
        return {"ok": False}
    except Unwell as problem:
        logger.error("health.unwell", part=name, **problem.figures)
        return {"ok": False, **problem.figures}
    except Exception:
        logger.exception("health.failed", part=name)
        return {"ok": False}
