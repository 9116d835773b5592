"""Files without an address: served only by views that have asked ``get_or_deny``."""

from django.core.files.storage import FileSystemStorage, storages


class PrivateStorage(FileSystemStorage):
    """A folder that no URL leads to."""

    def url(self, name):
        raise ValueError("Private files have no URL; serve them through a view that asks get_or_deny.")


def private_storage():
    """Return the private storage; a callable, so that migrations carry no folder."""
    return storages["private"]
