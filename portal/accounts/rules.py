import rules

from portal.access import holds

for name in ("view_user", "reset_second_factor", "give_role", "invite_staff", "view_components"):
    rules.add_perm(f"accounts.{name}", holds(f"accounts.{name}"))
