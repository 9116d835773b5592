from portal.accounts.actions.account import change_profile, create_account
from portal.accounts.actions.invitations import (
    ForeignInvitation,
    InvitationClosed,
    SignInFirst,
    accept,
    invite,
    invite_staff,
    owns,
    renew,
    withdraw,
)
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
    "create_account",
    "end_sessions",
    "give_role",
    "invite",
    "invite_staff",
    "owns",
    "renew",
    "reset_second_factor",
    "take_role",
    "withdraw",
]
