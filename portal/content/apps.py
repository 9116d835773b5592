from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "portal.content"
    label = "content"
    verbose_name = _("Pages and media")

    def ready(self):
        from wagtail.signals import page_published

        from portal.content.tree import recount_children

        page_published.connect(recount_children, dispatch_uid="content.recount_children")
