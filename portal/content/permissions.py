"""Who edits pages and media: roles of ``portal.roles``, given the pages and the files as a whole.

Wagtail keeps these rights by page and by collection, so ``sync_roles``,
which writes model permissions, cannot give them.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

#: Role → what it may do with pages; and with images and documents.
PAGES = {
    "administrator": ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
    "translator": ("change_page", "publish_page"),
}
FILES = {
    "administrator": (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
    "translator": ("choose_image", "choose_document"),
}
#: The rights on our own media models are those of Wagtail's: its admin asks for no others.
MEDIA_APPS = ("wagtailimages", "wagtaildocs")


def grant_page_duties():
    """Give each role its rights; rights that people added by hand stay."""
    root, everything = Page.get_first_root_node(), Collection.get_first_root_node()
    for role, names in PAGES.items():
        group, _made = Group.objects.get_or_create(name=role)
        for permission in _permissions(["wagtailcore"], names):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for role, names in FILES.items():
        group, _made = Group.objects.get_or_create(name=role)
        for permission in _permissions(MEDIA_APPS, names):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)


def _permissions(apps, names):
    return Permission.objects.filter(content_type__app_label__in=apps, codename__in=names)
