"""Wagtail asks our rules: with the object where there is one, so that an assignment opens its edition and no other."""

from wagtail.permission_policies.base import ModelPermissionPolicy

from guidelines.library.models import Edition


class LibraryPolicy(ModelPermissionPolicy):
    """Deleting in Wagtail's way, one by one or in bulk, is nobody's right: the library removes by its actions."""

    def user_has_permission(self, user, action):
        return action != "delete" and user.has_perm(self._name(action))

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return action != "delete" and user.has_perm(self._name(action), instance)

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        visible = Edition.objects.visible_to(user)
        if self.model is Edition:
            return visible
        if hasattr(self.model, "edition"):
            return self.model._default_manager.filter(edition__in=visible)
        return self.model._default_manager.all()

    def _name(self, action):
        return f"{self.app_label}.{self._get_permission_codename(action)}"
