from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PortalRole(models.TextChoices):
    """What a person may do for an institution in the portal; several at once."""

    READER = "reader", pgettext_lazy("portal role", "Reader")
    CONTRIBUTOR = "contributor", pgettext_lazy("portal role", "Contributor")
    COORDINATOR = "coordinator", pgettext_lazy("portal role", "Coordinator")
    APPROVER = "approver", pgettext_lazy("portal role", "Approver")


class UnitKind(models.TextChoices):
    WHOLE = "whole", _("whole institution")
    BRANCH = "branch", _("branch of social security")
    DIRECTORATE = "directorate", _("directorate")
    REGION = "region", _("region of the country")


class RequestState(models.TextChoices):
    NEW = "new", pgettext_lazy("account request", "New")
    ACCEPTED = "accepted", pgettext_lazy("account request", "Accepted")
    DECLINED = "declined", pgettext_lazy("account request", "Declined")
