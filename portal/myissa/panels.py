from laces.components import Component


class MyPanel(Component):
    """A panel of the signed-in home, registered once at the panels door.

    It lives as long as the process, so it keeps nothing about a person: what
    it shows it makes from the request, in ``get_context_data``.
    """

    place = "my"

    def is_for(self, request):
        """Return whether this person is shown the panel at all."""
        return True

    def go_on(self, request):
        """Return (label, address) of where the person left off, or None."""
        return None
