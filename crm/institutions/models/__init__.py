from crm.institutions.models.access import AccountRequest, InstitutionInvitation, MailDomain
from crm.institutions.models.institution import Institution, Unit
from crm.institutions.models.people import Affiliation, AffiliationRole, Person

__all__ = [
    "AccountRequest",
    "Affiliation",
    "AffiliationRole",
    "Institution",
    "InstitutionInvitation",
    "MailDomain",
    "Person",
    "Unit",
]
