"""Pages that are the same for every visitor, kept ready in each web process. See the README beside."""

from portal.page_cache.asking import public_page
from portal.page_cache.common import known

__all__ = ["known", "public_page"]
