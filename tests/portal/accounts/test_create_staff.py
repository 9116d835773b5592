"""The first administrator of a new installation is made on the command line, without a password."""

from django.core.management import call_command

from portal.accounts import second_factor
from portal.accounts.models import User


def test_the_first_administrator_has_the_role_and_no_password(staff, capsys):
    staff("administrator")  # the roles are there
    call_command("create_staff", email="First@Example.org", name="First", role="administrator")
    first = User.objects.get(email="first@example.org")
    assert first.has_perm("accounts.view_user")
    assert not first.has_usable_password()
    assert second_factor.is_needed(first)
