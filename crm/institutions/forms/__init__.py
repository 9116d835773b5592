from crm.institutions.forms.asking import AskForm
from crm.institutions.forms.people import AcceptForm, DeclineForm, InviteForm, RolesForm
from crm.institutions.forms.places import DomainForm, UnitForm

__all__ = [
    "AcceptForm",
    "AskForm",
    "DeclineForm",
    "DomainForm",
    "InviteForm",
    "RolesForm",
    "UnitForm",
]
