from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.db.models import Count, OuterRef, Subquery

from portal.accounts.models import User


class WithWhatEveryPageSays:
    """Fetches the account of a request together with what the frame of every page says of it: one query, not two."""

    def get_user(self, user_id):
        unread = User.notices.rel.related_model.objects.filter(recipient=OuterRef("pk"), read_at=None).order_by()
        count = Subquery(unread.values("recipient").annotate(n=Count("pk")).values("n"))
        user = User.objects.annotate(unread=count).filter(pk=user_id).first()
        if user is not None:
            user.unread = user.unread or 0
        return user if self.user_can_authenticate(user) else None


class SignInBackend(WithWhatEveryPageSays, AuthenticationBackend):
    """allauth's, which counts the tries."""


class GroupsBackend(WithWhatEveryPageSays, ModelBackend):
    """Django's own permissions of groups. It checks no password: that is allauth's, which counts the tries."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        return None

    def get_user_permissions(self, user_obj, obj=None):
        """Nobody is given a permission by name: roles are groups, written from one list. So none is asked for."""
        return set()
