"""The line in the log for a page given from the store: as ``portal.middleware`` writes it, but written by hand.

The page itself takes a tenth of a millisecond; structlog would take as much again.
"""

import json
import logging
from datetime import UTC, datetime

logger = logging.getLogger(__name__)


def given(request, response, page):
    """Say which kept page was given, by its route; ``kept`` tells the line from that of a page that was made."""
    if not logger.isEnabledFor(logging.INFO):
        return
    line = {
        "event": "request",
        "request_id": response["X-Request-Id"],
        "method": request.method,
        "route": page.route,
        "status": response.status_code,
        "kept": True,
        "level": "info",
        "logger": __name__,
        "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
    }
    logger.handle(logger.makeRecord(__name__, logging.INFO, "", 0, json.dumps(line), (), None))
