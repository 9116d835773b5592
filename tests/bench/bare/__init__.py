"""A bare Django project: the middleware of ``startproject`` and one view with a ready page. The measure of ours."""
