"""What the sign-in pages tell the history: who came in, and who was refused."""

from portal.accounts import actions, devices, sealed, sign_ins, tasks
from portal.accounts.models import SecondFactor, normal_email
from portal.background import outbox


def came_in(request, response, user):
    """Keep the sign-in that has just been done, and let the browser be known again."""
    means, second_factor = sign_ins.means_of(request, user)
    secret = devices.secret_of(request)
    actions.keep_sign_in(
        user,
        sign_ins.place_of(request),
        secret=secret,
        means=means,
        second_factor=second_factor,
        trust=getattr(request, "asks_for_trust", False),
    )
    devices.keep_cookie(response, secret)


def was_refused(request, email, means):
    """Keep a wrong password or code. A worker looks whether there is such an account: the page's time does not tell."""
    attempt = {"email": normal_email(email), "means": means, "place": vars(sign_ins.place_of(request))}
    outbox.add(tasks.keep_refusal, sealed.seal(attempt))


def second_factor_was_refused(sender, *, request, user, authenticator, reauthentication=False, **kwargs):
    """A wrong code after the right password: the owner should know, the password may be known to others."""
    if reauthentication:
        return
    _second_was_refused(request, user, sign_ins.SECOND_FACTORS[authenticator.type])


def passkey_was_refused(request, user):
    """A passkey that does not fit, shown after the right password or code."""
    _second_was_refused(request, user, SecondFactor.PASSKEY)


def _second_was_refused(request, user, factor):
    means, _second = sign_ins.means_of(request, user)
    actions.keep_refusal(user, sign_ins.place_of(request), means=means, second_factor=factor)
