"""One JSON line for each event, with the request's id."""

import logging

import structlog


class RouteForAddress(logging.Filter):
    """Django's own lines about a request name its address, which may hold the secret of an invitation."""

    def filter(self, record):
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            route = request.resolver_match.route if getattr(request, "resolver_match", None) else "no route"
            record.args = tuple(route if arg == path else arg for arg in record.args)
        return True


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def structured_logging(*, level="INFO", as_json=True):
    """Return Django's LOGGING: everything to standard output, JSON or, for people, plain."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    last,
                ],
            },
            "ready": {"format": "%(message)s"},
        },
        "filters": {"route": {"()": RouteForAddress}},
        "handlers": {
            "out": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["route"],
                "stream": "ext://sys.stdout",
            },
            "ready": {"class": "logging.StreamHandler", "formatter": "ready", "stream": "ext://sys.stdout"},
        },
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django": {"level": level, "propagate": True, "handlers": []},
            "django.server": {"level": level, "propagate": True, "handlers": []},
            "django_tasks": {"level": "CRITICAL"},  # portal.background writes its own, with the task's id
            "portal.page_cache.lines": {"level": level, "propagate": False, "handlers": ["ready"]},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
