"""How a lower floor hears of a higher one: small registries that apps fill in ``AppConfig.ready()``.

A door is opened with its first real user; docs/architecture.md lists them.
"""


class Door:
    """What apps have registered, in the order of ``weight`` and then of registration."""

    def __init__(self, name):
        self.name = name
        self._offers = []

    def register(self, offer, *, weight=100):
        if offer not in [known for _weight, known in self._offers]:
            self._offers.append((weight, offer))
            self._offers.sort(key=lambda pair: pair[0])
        return offer

    def __iter__(self):
        return (offer for _weight, offer in self._offers)

    def __len__(self):
        return len(self._offers)


# Each offer is a callable; its docstring at the place of use gives its shape.
navigation = Door("navigation")  # request -> frame.Entry or None: a section of the top bar
todos = Door("to-dos")  # user -> iterable of myissa.todo.Todo: what waits for this person
panels = Door("dashboard panels")  # Laces components with ``place``: "my" or "home"
guideline_panels = Door("guideline panels")  # (request, guideline) -> Laces component or None
notices = Door("notification kinds")  # notifications.kinds.Kind: something that people are told
invitations = Door("invitations")  # accounts.Invitation -> accounts.invited.Opening or None: what it opens
