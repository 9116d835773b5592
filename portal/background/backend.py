from django_tasks.backends.immediate import ImmediateBackend


class DatabaseBackend(ImmediateBackend):
    """Placeholder until the engine stands beside it."""
