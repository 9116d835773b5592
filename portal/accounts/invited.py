"""What an invitation opens is the business of whoever sent it, and they say so through a door."""

from collections.abc import Callable
from dataclasses import dataclass

from portal import doors


@dataclass(frozen=True)
class Opening:
    """What the invited person reads before accepting, and what accepting does.

    ``accept`` takes what ``accounts.actions.accept`` takes and returns the
    account; ``landing`` takes the account and returns the address where its
    owner goes on, None for the start of the account.
    """

    heading: str
    items_heading: str
    items: tuple
    accept: Callable
    landing: Callable = lambda user: None


def opening_of(invitation):
    """Return what an invitation opens, or None where it makes an account and nothing else."""
    return next((found for offer in doors.invitations if (found := offer(invitation)) is not None), None)
