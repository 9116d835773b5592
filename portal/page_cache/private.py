"""Tables that no visitor's page is made from. Whatever is not named here counts as read by visitors.

A new table is therefore public until somebody says otherwise: writing there
changes the mark, which is at worst unneeded. A table named here by mistake is
found too: a page that was made from it is not kept (``watching``), and the
walk over all public pages in the tests fails.
"""

from functools import lru_cache

from django.apps import apps

#: Apps of which visitors read nothing: what members answer, people, rights, work and its traces.
APPS = (
    "account",
    "accounts",
    "assessment",
    "audit",
    "auth",
    "background",
    "institutions",
    "mfa",
    "notifications",
    "sessions",
    "taggit",
    "usersessions",
    "wagtailadmin",
    "wagtailsearch",
    "wagtailusers",
)
#: Single models of apps of which visitors read other things.
MODELS = (
    "library.Comment",
    "library.EditionAssignment",
    "library.EditionAssignment_sections",
    "library.Import",
    "library.TranslationImport",
    "library.TranslatorInvitation",
    "library.TranslatorInvitation_sections",
    "wagtail_localize.StringTranslation",
    "wagtail_localize.TranslationLog",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.TaskState",
    "wagtailcore.WorkflowState",
)
#: Django's cache, where it is a table of the main database: it holds counted tries and copies of other rows.
CACHE_TABLE = "shared_cache"


@lru_cache(maxsize=1)
def tables() -> frozenset[str]:
    """Return the names of these tables."""
    models = [model for label in APPS for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    models += [apps.get_model(label) for label in MODELS]
    return frozenset(model._meta.db_table for model in models)
