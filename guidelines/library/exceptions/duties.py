"""Who is not given a duty on an edition, or not invited to one."""

from django.utils.translation import gettext_lazy as _

from guidelines.library.exceptions.refused import Refused


class AlreadyAssigned(Refused):
    def __init__(self):
        super().__init__(_("This person already has this duty on the edition."), code="already-assigned")


class OnlyTranslatorsBySection(Refused):
    """Whoever writes or reviews has the whole edition before them."""

    def __init__(self):
        super().__init__(_("Only translators are given single sections."), code="only-translators-by-section")


class NoLanguage(Refused):
    def __init__(self):
        super().__init__(_("Choose at least one language."), code="no-language")


class AlreadyInvited(Refused):
    """A letter to this address about this edition is unanswered: it is sent again instead."""

    def __init__(self):
        super().__init__(
            _("An invitation to this address is unanswered. Send it again, or withdraw it first."),
            code="already-invited",
        )


class InvitationOver(Refused):
    def __init__(self):
        super().__init__(_("This invitation was accepted or withdrawn in the meantime."), code="invitation-over")


class AccountClosed(Refused):
    """Nobody can sign in with it, so nothing can be given to its owner."""

    def __init__(self):
        super().__init__(_("The account with this address is closed."), code="account-closed")
