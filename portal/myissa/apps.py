from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MyIssaConfig(AppConfig):
    name = "portal.myissa"
    label = "myissa"
    verbose_name = _("My ISSA")
