from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from allauth.mfa import signals as mfa

        from portal import doors
        from portal.accounts import notices, second_factor, signed_in
        from portal.background.schedule import Job, every_day

        mfa.authenticator_added.connect(second_factor.was_added, dispatch_uid="accounts.was_added")
        mfa.authenticator_removed.connect(second_factor.was_removed, dispatch_uid="accounts.was_removed")
        mfa.authentication_failed.connect(signed_in.second_factor_was_refused, dispatch_uid="accounts.factor_refused")
        every_day(Job("forget ended sessions", "portal.accounts.tasks.forget_sessions", hour=2))
        every_day(Job("forget old sign-ins", "portal.accounts.tasks.forget_sign_ins", hour=2))
        for kind in notices.KINDS:
            doors.notices.register(kind, weight=10)
