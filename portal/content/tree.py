"""A guard for the page tree.

wagtail-localize publishes a new translation after commit, from an object
read before its children were made. That writes the old count of children
(``numchild`` 0) back to the tree: Wagtail then finds no page below, answers
404 and, when the parent is deleted, leaves the children behind. Its issue
773 is open; whenever a page is published, the children are counted again.
"""

from wagtail.models import Page


def recount_children(instance, **kwargs):
    """Write the true number of children, if another one stands there."""
    below = Page.objects.filter(path__startswith=instance.path, depth=instance.depth + 1).count()
    Page.objects.filter(pk=instance.pk).exclude(numchild=below).update(numchild=below)
    instance.numchild = below
