"""How many queries a page costs that is made anew; runs in the portal's own environment."""

import statistics

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.page_cache import middleware
from tests.bench.growth import ask
from tests.bench.sites import tell


def main(addresses):
    visitor = Client(headers={"host": "localhost"})
    found = []
    for address in addresses:
        middleware.store.clear()
        with CaptureQueriesContext(connection) as queries:
            ask(visitor, address)
            found.append(len(queries))
    tell({"most": max(found), "median": statistics.median_high(found)})
