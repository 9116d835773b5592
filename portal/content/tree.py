"""A guard for the page tree.

wagtail-localize publishes a new translation after commit, from an object
read before its children were made. That writes old facts back to the tree:
no children (``numchild`` 0), so that Wagtail answers 404 below and leaves the
children behind when the parent is deleted; and the address of the copy from
before it was renamed, below which the children then stand. Its issue 773 is
open; whenever a page is published, both are put right again.
"""

from django.db.models import F, Value
from django.db.models.functions import Concat
from wagtail.models import Page


def mend(instance, **kwargs):
    """Write the true number of children; let the page's and their addresses begin with the parent's."""
    below = Page.objects.filter(path__startswith=instance.path, depth=instance.depth + 1)
    number = below.count()
    Page.objects.filter(pk=instance.pk).exclude(numchild=number).update(numchild=number)
    instance.numchild = number
    above = Page.objects.get(path=instance.path[: -Page.steplen])
    instance.url_path = f"{above.url_path}{instance.slug}/"
    Page.objects.filter(pk=instance.pk).exclude(url_path=instance.url_path).update(url_path=instance.url_path)
    for child in below.exclude(url_path=Concat(Value(instance.url_path), F("slug"), Value("/"))):
        stale, child.url_path = child.url_path, f"{instance.url_path}{child.slug}/"
        Page.objects.filter(pk=child.pk).update(url_path=child.url_path)
        child._update_descendant_url_paths(stale, child.url_path)
