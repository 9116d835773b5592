from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "portal.content"
    label = "content"
    verbose_name = _("Pages and media")

    def ready(self):
        from wagtail.signals import page_published

        from portal.content.tree import mend

        page_published.connect(mend, dispatch_uid="content.mend_tree")
