from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from portal.accounts.second_factor import pass_by_enrolling
        from portal.background.schedule import Job, every_day

        authenticator_added.connect(pass_by_enrolling, dispatch_uid="accounts.pass_by_enrolling")
        every_day(Job("forget ended sessions", "portal.accounts.tasks.forget_sessions", hour=2))
