from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("edition", "Proposed")
    DRAFT = "draft", pgettext_lazy("edition", "Draft")
    APPROVED = "approved", pgettext_lazy("edition", "Approved")
    PUBLISHED = "published", pgettext_lazy("edition", "Published")
    SUPERSEDED = "superseded", pgettext_lazy("edition", "Superseded")


#: What anybody may read: once published, for good.
PUBLIC = frozenset({EditionState.PUBLISHED, EditionState.SUPERSEDED})
#: Structure and English may still change.
EDITABLE = frozenset({EditionState.PROPOSED, EditionState.DRAFT})
#: English stands, so a translation can be released for good.
SETTLED = frozenset({EditionState.APPROVED, *PUBLIC})


class SectionKind(models.TextChoices):
    PART = "part", _("part")
    SECTION = "section", _("section")
    SUBSECTION = "subsection", _("sub-section")


class Duty(models.TextChoices):
    COMMISSION_MEMBER = "commission-member", _("commission member")
    REVIEWER = "reviewer", _("reviewer")
    TRANSLATOR = "translator", _("translator")
