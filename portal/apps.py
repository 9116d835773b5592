from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The ground itself: commands and checks that belong to no capability."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        from django.db.backends.signals import connection_created

        from portal import checks  # noqa: F401  # registers them
        from portal.page_cache import watching

        connection_created.connect(watching.begin, dispatch_uid="page_cache.watching")
