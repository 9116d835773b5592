from crm.institutions.actions.domains import (
    DomainInUse,
    DomainTaken,
    add_mail_domain,
    close_mail_domain,
    open_mail_domain,
    remove_mail_domain,
    verify_mail_domain,
)
from crm.institutions.actions.institutions import add_unit, create_institution, rename_institution
from crm.institutions.actions.invitations import (
    AlreadyHere,
    HasCoordinator,
    accept_invitation,
    invite_colleague,
    name_first_coordinator,
    resend_invitation,
    withdraw_invitation,
)
from crm.institutions.actions.people import (
    LastCoordinator,
    NoRole,
    affiliate,
    change_roles,
    end_access,
)
from crm.institutions.actions.requests import (
    RequestClosed,
    accept_account_request,
    ask_for_account,
    confirm_account_request,
    decline_account_request,
)

__all__ = [
    "AlreadyHere",
    "DomainInUse",
    "DomainTaken",
    "HasCoordinator",
    "LastCoordinator",
    "NoRole",
    "RequestClosed",
    "accept_account_request",
    "accept_invitation",
    "add_mail_domain",
    "add_unit",
    "affiliate",
    "ask_for_account",
    "change_roles",
    "close_mail_domain",
    "confirm_account_request",
    "create_institution",
    "decline_account_request",
    "end_access",
    "invite_colleague",
    "name_first_coordinator",
    "open_mail_domain",
    "remove_mail_domain",
    "rename_institution",
    "resend_invitation",
    "verify_mail_domain",
    "withdraw_invitation",
]
