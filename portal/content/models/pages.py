"""The editorial pages: one tree for each language, English first.

The home page of a language is named after it, so a page's path in its tree
is its address: ``/fr/help/privacy/``. Pages have the same slug in every
language. What is missing in a language is shown there in English.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from portal import doors
from portal.content.addresses import reserved
from portal.content.blocks import HelpBlocks, StepBlock
from portal.content.reading import in_language, links_to, tree_paths
from portal.languages import SOURCE, Text, current, html_code


class PortalPage(Page):
    """What every editorial page does: keep off our addresses, and speak the reader's language."""

    promote_panels = [MultiFieldPanel(["seo_title", "search_description"], _("For search engines"))]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.slug in reserved():
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the portal itself. Choose another.") % {"slug": self.slug}}
            )

    @property
    def language(self):
        return self.locale.language_code

    @property
    def is_fallback(self):
        """Say whether the page is shown in another language than the one asked for."""
        return self.language != current()

    @property
    def attrs(self):
        """Return ``lang`` and ``dir`` attributes for the page's text, empty when the frame's own say the same."""
        return Text(self.title, self.language).attrs

    @property
    def marked_title(self):
        return conditional_escape(Text(self.title, self.language))

    @property
    def marked_lead(self):
        return conditional_escape(Text(self.lead, self.language))

    @cached_property
    def alternates(self):
        """The place in the tree and the address of each live translation, this page included, by language."""
        rows = Page.objects.live().filter(translation_key=self.translation_key)
        return {code: (path, url) for code, path, url in rows.values_list("locale__language_code", "path", "url_path")}

    def serve(self, request, *args, **kwargs):
        """Show the page; shown for another language, lead to its own page there, should one have come."""
        if not getattr(request, "is_preview", False):
            if self.is_fallback and current() in self.alternates:
                return redirect(self.alternates[current()][1])
            request.language_urls = {code: url for code, (_path, url) in self.alternates.items()}
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request, mode_name):
        """Preview in the page's language, not in the editor's."""
        with translation.override(self.language):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        alternates = {code: url for code, (_path, url) in self.alternates.items()}
        return context | {
            "alternates": [(html_code(code), url) for code, url in alternates.items()],
            "canonical": alternates.get(self.language, self.url_path),
        }


class HomePage(PortalPage):
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
    override_translatable_fields = [BaseTranslatableField("slug")]  # it is the language's own
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.HelpPage"]
    template = "content/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def full_clean(self, *args, **kwargs):
        self.slug = self.language
        super().full_clean(*args, **kwargs)

    def route(self, request, path_components):
        """Find a page below by its address; one that this language lacks is taken from the English tree."""
        if not path_components:
            return super().route(request, path_components)
        rest = "/".join(path_components)
        addresses = {f"/{code}/{rest}/" for code in (current(), SOURCE)}
        found = Page.objects.live().filter(url_path__in=addresses).select_related("locale")
        page = min(found, key=lambda page: page.url_path == f"/{SOURCE}/{rest}/", default=None)
        if page is None:
            raise Http404
        specific = page.specific
        specific.locale = page.locale  # known already, and asked for again and again
        return specific.route(request, [])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        here = {"request": request, "user": request.user}
        shown = [panel for panel in doors.panels if panel.place == "home"]
        return context | {"panels": [panel.render_html(here) for panel in shown]}


class HelpPage(PortalPage):
    """A page of help or of legal information, with headings that become its contents."""

    lead = models.TextField(_("lead"), max_length=400)
    body = StreamField(HelpBlocks(), verbose_name=_("text"), blank=True)
    in_footer = models.BooleanField(_("in the footer"), default=False)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(["slug", "in_footer"], _("Where it stands")),
        *PortalPage.promote_panels,
    ]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]  # the same in every language
    parent_page_types = ["content.HomePage", "content.HelpPage"]
    subpage_types = ["content.HelpPage"]
    template = "content/help_page.html"

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        language = current()
        # The tree of this page and the English one, where pages stand that this language lacks.
        trees = {self.path, *(path for code, (path, _url) in self.alternates.items() if code == SOURCE)}
        parents = {path[: -Page.steplen] for path in trees}
        above = Page.objects.filter(path__in=tree_paths(parents), depth__gt=2)
        beside = tree_below(parents, self.depth) & ~models.Q(path__in=trees)
        around = HelpPage.objects.filter(beside | tree_below(trees, self.depth + 1)).defer_streamfields()
        around = in_language(around, language)
        return context | {
            "trail": links_to(above, language),
            "contents": self.contents(),
            "related": [(page.label, page.address) for page in around if page.depth == self.depth],
            "subpages": [page for page in around if page.depth > self.depth],
        }

    def contents(self):
        """Return the headings as one group for the contents beside the text; nothing for a page without text."""
        items = [
            {"label": conditional_escape(Text(block.value["heading"], self.language)), "url": f"#section-{number}"}
            for number, block in enumerate(self.body, start=1)
        ]
        return [{"title": gettext("On this page"), "items": items}] if items else []


def tree_below(paths, depth):
    """Return the condition that a page stands at this depth, below one of these places in the tree."""
    condition = models.Q(pk__in=[])
    for path in sorted(paths):
        condition |= models.Q(path__startswith=path)
    return condition & models.Q(depth=depth)


class DeliveredPage(models.Model):
    """A page of the reference texts that was put in once; one that editors removed stays away."""

    key = models.CharField(_("key"), max_length=120, unique=True)
    at = models.DateTimeField(_("put in at"), auto_now_add=True)

    class Meta:
        verbose_name = _("delivered page")
        verbose_name_plural = _("delivered pages")

    def __str__(self):
        return self.key
