from portal.accounts.actions.account import change_profile, create_account
from portal.accounts.actions.invitations import (
    AlreadyInvited,
    ForeignInvitation,
    InvitationClosed,
    SignInFirst,
    accept,
    invite,
    invite_staff,
    owns,
    renew,
    resend_staff_invitation,
    withdraw,
    withdraw_staff_invitation,
)
from portal.accounts.actions.safety import (
    NotOneself,
    end_sessions,
    give_role,
    reset_second_factor,
    take_role,
)

__all__ = [
    "AlreadyInvited",
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
    "resend_staff_invitation",
    "reset_second_factor",
    "take_role",
    "withdraw",
    "withdraw_staff_invitation",
]
