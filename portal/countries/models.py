from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.languages import column


class Region(models.TextChoices):
    AFRICA = "africa", pgettext_lazy("region", "Africa")
    AMERICAS = "americas", pgettext_lazy("region", "Americas")
    ASIA_PACIFIC = "asia-pacific", pgettext_lazy("region", "Asia and the Pacific")
    EUROPE = "europe", pgettext_lazy("region", "Europe")


class CountryQuerySet(models.QuerySet):
    def in_order(self, language):
        """Sorted by name as readers of ``language`` expect."""
        return self.order_by(column("sort", language))


class Country(models.Model):
    """A country or territory of ISO 3166-1 (and Kosovo), with its names in seven languages."""

    code = models.CharField(_("code"), max_length=2, unique=True, help_text=_("ISO 3166-1 alpha-2"))
    iso3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    region = models.CharField(_("region"), max_length=20, choices=Region, blank=True)
    name = models.CharField(_("name"), max_length=120)
    sort = models.CharField(max_length=400, blank=True, editable=False)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def __str__(self):
        return self.code
