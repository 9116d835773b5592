"""Which table lives in which database: on SQLite the queue and the shared cache have files of their own."""

from django.conf import settings


class Router:
    """Send the queue and what may be lost to their own databases; everything else stays in the default one."""

    def home_of(self, app_label, model_name):
        if app_label == "background" and model_name in {"queuedtask", "worker"}:
            return settings.QUEUE_DATABASE
        if app_label in {"sessions", "django_cache"}:
            return settings.SHARED_DATABASE
        return "default"

    def db_for_read(self, model, **hints):
        return self.home_of(model._meta.app_label, model._meta.model_name)

    db_for_write = db_for_read

    def allow_relation(self, one, other, **hints):
        # Asked of the objects, not their types: request.user is lazy and has a type of its own.
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db, app_label, model_name=None, **hints):
        if model_name is None:
            return db == "default"
        return db == self.home_of(app_label, model_name)
