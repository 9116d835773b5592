from django.contrib.auth.backends import ModelBackend


class GroupsBackend(ModelBackend):
    """Django's own permissions of groups. It checks no password: that is allauth's, which counts the tries."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        return None

    def get_user_permissions(self, user_obj, obj=None):
        """Nobody is given a permission by name: roles are groups, written from one list. So none is asked for."""
        return set()
