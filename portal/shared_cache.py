"""The shared cache in Redis, and in its table while Redis is down: tries are counted and codes taken once either way."""

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

from portal import redis_server

#: The cache that stands in, by its name in the settings.
STAND_IN = "without_redis"


def _or_table(name):
    def ask(self, *args, **kwargs):
        try:
            with redis_server.asked():
                return getattr(super(RedisOrTable, self), name)(*args, **kwargs)
        except redis_server.NotThere:
            return getattr(caches[STAND_IN], name)(*args, **kwargs)

    ask.__name__ = name
    return ask


class RedisOrTable(RedisCache):
    """Django's own; what it cannot ask Redis it asks the table. What was counted in one is not known in the other."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._options |= redis_server.options()

    add = _or_table("add")
    get = _or_table("get")
    set = _or_table("set")
    touch = _or_table("touch")
    delete = _or_table("delete")
    get_many = _or_table("get_many")
    has_key = _or_table("has_key")
    incr = _or_table("incr")
    set_many = _or_table("set_many")
    delete_many = _or_table("delete_many")
    clear = _or_table("clear")
