"""The demo's secretariat and an assessor: one invented person for each role, each with a second factor."""

from unicodedata import combining, normalize

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from portal.accounts import actions
from portal.operations.demo import PASSWORD

#: role → name, language, time zone. Invented people.
STAFF = {
    "administrator": ("Ines Quartz", "en", "Europe/Zurich"),
    "guideline_editor": ("Tilda Lindqvist-Marsh", "en", "Europe/Zurich"),
    "translator": ("Aurélien Dumontel", "fr", "Europe/Paris"),
    "account_manager": ("Rita Salvatierra", "es", "Europe/Zurich"),
    "service_desk": ("Joris Vandermaas", "de", "Europe/Zurich"),
    "recognition_officer": ("Leocadia Brandt", "de", "Europe/Zurich"),
    "benchmarking_officer": ("Hamish Okonkwo", "en", "Europe/Zurich"),
    "academy_officer": ("Marisol Etxeberri", "es", "Europe/Zurich"),
    "country_editor": ("Милена Островская", "ru", "Europe/Zurich"),
    "event_manager": ("Clothilde Ravanel", "fr", "Europe/Zurich"),
    "finance_officer": ("苏予安", "zh-hans", "Europe/Zurich"),
    "statutory_officer": ("ليلى المرجاني", "ar", "Europe/Zurich"),
    "assessor": ("Asma Kerroubi", "fr", "Africa/Tunis"),
}
ADDRESSES = {
    "country_editor": "milena.ostrovskaya",
    "finance_officer": "su.yuan",
    "statutory_officer": "layla.almarjani",
}


def build(world):
    world.cast.staff = {}
    with world.on(400, 8):
        for role, (name, language, zone) in STAFF.items():
            address = ADDRESSES.get(role) or plain(name)
            user = actions.create_account(
                email=f"{address}@secretariat.example",
                name=name,
                language=language,
                time_zone=zone,
                password=PASSWORD,
            )
            actions.give_role(user, role, by=None)
            secret = generate_totp_secret()
            TOTP.activate(user, secret)
            RecoveryCodes.activate(user)
            user.refresh_from_db()
            world.cast.staff[role] = user
            world.sign_in(role, user, totp_secret=secret)
    world.cast.guideline_editor = world.cast.staff["guideline_editor"]
    world.cast.service_desk = world.cast.staff["service_desk"]


def plain(name):
    """Return the part of an address before the @ for a name in Latin letters."""
    letters = "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
    return letters.replace("-", "").replace("’", "").replace(" ", ".")
