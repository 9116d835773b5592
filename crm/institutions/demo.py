"""The demo's members: twelve institutions and their people, through the same actions as in real life."""

from crm.institutions import actions
from crm.institutions.actions.people import person_of
from crm.institutions.demo_data.institutions import INSTITUTIONS
from crm.institutions.demo_data.people import LEFT, PEOPLE, SHOWN
from crm.institutions.enums import PortalRole
from portal.accounts import actions as accounts
from portal.countries.models import Country
from portal.languages import CODES
from portal.operations.demo import PASSWORD


def build(world):
    world.cast.institutions, world.cast.people = {}, {}
    desk = world.cast.service_desk
    for days, invented in zip(range(390, 100, -20), INSTITUTIONS, strict=False):
        with world.on(days, 9):
            world.cast.institutions[invented.domain] = _institution(invented, by=desk)
            _people(world, invented, by=desk)
    _left(world, by=desk)
    _doors_of_baobab(world, by=desk)
    for role, address in SHOWN.items():
        world.sign_in(role, world.cast.people[address])


def _institution(invented, *, by):
    institution = actions.create_institution(
        country=Country.objects.get(code=invented.country),
        names=invented.names,
        acronyms=dict.fromkeys(CODES, invented.acronym),
        website=f"https://www.{invented.domain}",
        by=by,
    )
    for kind, names in invented.units:
        actions.add_unit(institution, kind=kind, names=names, by=by)
    return institution


def _people(world, invented, *, by):
    institution = world.cast.institutions[invented.domain]
    for name, address, position, language, roles in PEOPLE[invented.domain]:
        _person(world, institution, invented, name, address, position, language, roles, by=by)


def _person(world, institution, invented, name, address, position, language, roles, *, by):
    user = accounts.create_account(
        email=f"{address}@{invented.domain}",
        name=name,
        language=language or invented.language,
        time_zone=invented.zone,
        password=PASSWORD,
    )
    world.cast.people[user.email] = user
    return actions.affiliate(person_of(user), institution, roles=roles, position=position, by=by)


def _left(world, *, by):
    of_domain = {invented.domain: invented for invented in INSTITUTIONS}
    for domain, name, address, position, language, roles in LEFT:
        institution = world.cast.institutions[domain]
        with world.on(300):
            affiliation = _person(
                world, institution, of_domain[domain], name, address, position, language, roles, by=by
            )
        with world.on(60):
            actions.end_access(affiliation, by=world.cast.people["awa.ndiaye@baobab.example"])


def _doors_of_baobab(world, *, by):
    """What a coordinator finds waiting: an open invitation, a request to decide, a verified mail domain."""
    fund = world.cast.institutions["baobab.example"]
    awa = world.cast.people["awa.ndiaye@baobab.example"]
    with world.on(20):
        domain = actions.add_mail_domain(fund, domain="baobab.example", by=awa)
        actions.verify_mail_domain(domain, by=by)
    with world.on(4):
        actions.invite_colleague(
            fund,
            email="aminata.gueye@baobab.example",
            name="Aminata Guèye",
            language="fr",
            roles=[PortalRole.CONTRIBUTOR],
            position="Responsable des agences",
            by=awa,
        )
    with world.on(1):
        request = actions.ask_for_account(
            institution=fund,
            name="Léa Mendy",
            email="lea.mendy@thies.example",
            language="fr",
            position="Agence régionale de Thiès",
            message="Je suis chargée des déclarations des employeurs et je voudrais lire les lignes directrices.",
        )
        actions.confirm_account_request(request)
