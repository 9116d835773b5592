"""The steps of signing in, where they differ from django-allauth's."""

from allauth.mfa import stages

from portal.accounts import devices


class AuthenticateStage(stages.AuthenticateStage):
    """The second factor, unless this browser is trusted: by our own devices, which their owner sees and can end."""

    def _should_handle(self, request):
        return super()._should_handle(request) and not devices.pass_by_trust(request, self.login.user)
