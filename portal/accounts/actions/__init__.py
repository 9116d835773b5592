from portal.accounts.actions.invitations import (
    ForeignInvitation,
    InvitationClosed,
    SignInFirst,
    accept,
    invite,
    renew,
    withdraw,
)
from portal.accounts.actions.profile import change_profile
from portal.accounts.actions.safety import (
    NotOneself,
    end_sessions,
    give_role,
    reset_second_factor,
    take_role,
)

__all__ = [
    "ForeignInvitation",
    "InvitationClosed",
    "NotOneself",
    "SignInFirst",
    "accept",
    "change_profile",
    "end_sessions",
    "give_role",
    "invite",
    "renew",
    "reset_second_factor",
    "take_role",
    "withdraw",
]
