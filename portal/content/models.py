"""Media and the editorial pages: one Wagtail tree for each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument, Document
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from portal.content.blocks import HelpBlocks, StepBlock


class PortalImage(AbstractImage):
    """An image with a description for those who do not see it."""

    alternative = models.CharField(_("description in words"), max_length=300, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "alternative")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class PortalDocument(AbstractDocument):
    """A file that editors publish."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class HomePage(Page):
    """The front page of one language: what the association offers, and how members use it."""

    claim = models.CharField(_("claim"), max_length=160, help_text=_("The large line at the top."))
    lead = models.TextField(_("lead"), max_length=600)
    steps_title = models.CharField(_("title of the steps"), max_length=80)
    steps_lead = models.CharField(_("line below the title of the steps"), max_length=200, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("steps"), max_num=6, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("claim"),
        FieldPanel("lead"),
        FieldPanel("steps_title"),
        FieldPanel("steps_lead"),
        FieldPanel("steps"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.HelpPage"]
    template = "content/home_page.html"

    class Meta:
        verbose_name = _("home page")


class HelpPage(Page):
    """A page of help or of legal information, with headings that become its contents."""

    lead = models.TextField(_("lead"), max_length=400)
    body = StreamField(HelpBlocks(), verbose_name=_("text"))
    in_footer = models.BooleanField(_("in the footer"), default=False)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("in_footer")]
    parent_page_types = ["content.HomePage", "content.HelpPage"]
    subpage_types = ["content.HelpPage"]
    template = "content/help_page.html"

    class Meta:
        verbose_name = _("help page")
