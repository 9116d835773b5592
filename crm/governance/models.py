from django.db import models
from django.utils.translation import gettext_lazy as _


class Commission(models.Model):
    """A Technical Commission: the body of experts that owns sets of guidelines."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("Technical Commission")
        verbose_name_plural = _("Technical Commissions")
        ordering = ["code"]

    def __str__(self):
        return self.code
