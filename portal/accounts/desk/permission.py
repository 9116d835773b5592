from functools import wraps

from django.core.exceptions import PermissionDenied


def permission_required(permission):
    """Open a staff screen to those whose role holds ``permission``; to others it is refused, whatever it shows."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
