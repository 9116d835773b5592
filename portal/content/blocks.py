"""What an editorial text is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class StepBlock(blocks.StructBlock):
    """One step of the loop on the home page: a verb and the words that follow it."""

    title = blocks.CharBlock(label=_("verb"), max_length=40)
    text = blocks.CharBlock(label=_("words that follow"), max_length=160)

    class Meta:
        label = _("step")


class SectionBlock(blocks.StructBlock):
    """A heading with the text below it; the headings make the page's contents."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "italic", "link", "ol", "ul", "h3"])

    class Meta:
        label = _("section")
        template = "content/blocks/section.html"


class HelpBlocks(blocks.StreamBlock):
    section = SectionBlock()
