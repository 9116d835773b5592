from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """The library does not do this now; the message is for the person who asked."""

    def __str__(self):
        return " ".join(self.messages)
