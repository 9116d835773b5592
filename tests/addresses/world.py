"""A small association in which every address finds something, with words planted in it.

Two institutions, *alder* and *birch*, have the same things; an edition is
published and the next one is a draft; editors have one of each thing of theirs.
"""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

from django.core import mail
from django.utils import timezone

from crm.governance.models import Commission
from crm.institutions import actions as institutions
from crm.institutions.enums import PortalRole, UnitKind
from crm.institutions.links import request_secret
from crm.institutions.models import Affiliation
from guidelines.assessment import actions as assessments
from guidelines.assessment.actions import Values
from guidelines.assessment.reports import storing
from guidelines.assessment.reports.actions import ask_for_draft
from guidelines.library import actions as library
from guidelines.library.actions.documents import begin_extract, store_document, store_extract
from guidelines.library.duties import given_to
from guidelines.library.exchange.dump import dump
from guidelines.library.extracts import Wanted
from guidelines.library.models import BlockKind, Edition, Guideline, GuidelineSet, Level, Point, Section, Term
from guidelines.library.translating.files.segments import file_of
from portal.accounts import actions as accounts
from portal.accounts.links import invitation_secret
from portal.background import execution, leases, outbox
from portal.background.models import QueuedTask, TaskState, Worker
from portal.languages import set_columns
from portal.notifications.bounces.actions import note_failure
from portal.notifications.models import UndeliverableAddress
from portal.outbox import folder
from tests.addresses import editorial
from tests.addresses.planted import MEMBERS_ONLY, PLACES, UNASSIGNED, UNPUBLISHED, UNRELEASED, word
from tests.factories import CountryFactory, UserFactory, affiliate


@dataclass
class World:
    staff: object  # role → account
    library: object = None
    editorial: object = None
    staff_invitation: object = None
    places: dict = field(default_factory=dict)
    failed_task: object = None
    returned: object = None  # an address of alder's from which letters come back
    letters: list = field(default_factory=list)  # what was sent while all this was built
    letter: str = ""  # the name of one of alder's in the outbox of development

    @property
    def alder(self):
        return self.places["alder"]


def build(staff):
    """Build it all; ``staff`` gives the account of a role of the secretariat."""
    world = World(staff)
    world.library = build_library(staff("guideline_editor"))
    for place in PLACES:
        world.places[place] = build_place(place, world)
    world.editorial = editorial.build(staff("administrator"))
    world.staff_invitation = accounts.invite_staff(
        email="invited@secretariat.example", name="Invited", language="en", by=staff("administrator")
    )
    world.letters = send_letters()
    world.letter = fill_outbox(world.letters)
    world.failed_task = build_tasks()[TaskState.FAILED]
    world.returned = let_a_letter_come_back(world.alder.people["contributor"].email)
    return world


def texts(obj, **fields):
    """Fill translated fields: English as given, French with the word that is not released, Spanish with what is nobody's."""
    for name, text in fields.items():
        set_columns(obj, name, {"en": text, "fr": f"{text} {UNRELEASED}", "es": f"Texto {UNASSIGNED}"})
    return obj


def build_library(editor):
    """One set with a published edition, whose files are there, and the draft of the next."""
    commission = Commission.objects.create(code="ict", name_en="Commission on technology")
    guideline_set = library.save_set(GuidelineSet(code="ICT", title_en="Technology", summary_en="How to."), by=editor)
    published = write_edition(guideline_set, 2025, commission, "", editor)
    library.go_through(published, "review", "finalise", "approve", "publish", by=editor)
    row = published.languages.get(language="en")
    store_document(row, b"for everybody", for_members=False, errata_to=0, sha256="0" * 64)
    store_document(row, MEMBERS_ONLY.encode(), for_members=True, errata_to=0, sha256="1" * 64)
    correct_a_point(published, editor)
    section = published.sections.get(code="A.1")
    for for_members, content in ((False, b"for everybody"), (True, MEMBERS_ONLY.encode())):
        extract, _is_new = begin_extract(Wanted(published, section, "en", "", for_members))
        store_extract(extract, content, sha256=f"{int(for_members)}" * 64)
    draft = write_edition(guideline_set, 2026, commission, UNPUBLISHED, editor)
    mapping = library.propose_mapping(draft, by=editor)
    dora = UserFactory(name="Dora", email="dora@example.org")
    duty = library.assign(draft, user=dora, duty="commission-member", by=editor)
    remo = UserFactory(name="Remo", email="remo@example.org")
    library.assign(draft, user=remo, duty="reviewer", by=editor)
    lena = UserFactory(name="Lena", email="lena@example.org")
    given = [draft.sections.get(kind="section", title_en__startswith="Strategy")]
    work = library.assign(draft, user=lena, duty="translator", language="fr", sections=given, by=editor)
    invited = library.invite_translator(
        draft, email="ines@example.org", name=f"Ines {UNPUBLISHED}", language="es", languages=["es"], by=editor
    )
    library.review_edition(draft, by=editor)
    comment = library.comment_guideline(
        draft.guidelines.first(), code="ICT-1", text=f"{UNPUBLISHED} {UNASSIGNED} remark", lang="en", by=dora
    )
    book = dump(draft)
    book.one("edition").texts["introduction", "en"] = f"Imported. {UNPUBLISHED}"
    imported = library.prepare_import(book, [], filename="draft.json", by=editor, edition=draft)
    term = library.write_term(Term(name_en="technology", definition_en="What is built."), by=editor)
    file = file_of(draft, given_to(lena, draft), "fr")
    file.units[0].target = f"Stratégie {UNPUBLISHED}"
    return SimpleNamespace(
        set=guideline_set,
        term=term,
        lena=lena,
        remo=remo,
        work=work,
        invited=invited,
        file=library.prepare_translation_import(file, draft, language="fr", filename="draft.po", by=lena),
        comment=comment,
        imported=imported,
        commission=commission,
        published=Edition.objects.get(pk=published.pk),
        draft=Edition.objects.get(pk=draft.pk),
        row=mapping.rows.first(),
        follower=build_follower(commission, editor),
        duty=duty,
        dora=dora,
    )


def correct_a_point(edition, editor):
    """One erratum in a text that only members may read."""
    guideline = edition.guidelines.get(number=1)
    point = guideline.points.get()
    library.issue_erratum(
        guideline,
        part=point,
        field="text",
        language="en",
        before=point.text_en,
        after=f"Corrected {MEMBERS_ONLY}.",
        reason="A wrong word.",
        reason_lang="en",
        by=editor,
    )


def build_follower(commission, editor):
    """The second edition of another set, published with what became of the first."""
    guideline_set = library.save_set(GuidelineSet(code="TWO", title_en="Twice", summary_en="Again."), by=editor)
    first = write_edition(guideline_set, 2025, commission, "", editor)
    library.go_through(first, "review", "finalise", "approve", "publish", by=editor)
    second = library.next_edition(first, year=2026, by=editor)
    guideline = second.guidelines.first()
    guideline.statement_en = "Said otherwise."
    point = guideline.points.first()
    point.text_en = f"Otherwise {MEMBERS_ONLY}."
    guideline.points = [point]
    library.save_guideline(guideline, by=editor)
    library.confirm_rows(library.propose_mapping(second, by=editor), by=editor)
    return library.go_through(second, "draft", "review", "finalise", "approve", "publish", by=editor)


def write_edition(guideline_set, year, commission, mark, editor):
    edition = texts(
        Edition(set=guideline_set, year=year, commission=commission),
        introduction=f"Introduction. {mark and UNASSIGNED}",
    )
    edition.blocks = [texts(BlockKind(code="structure", position=0), label="Structure", holds="Who is there.")]
    edition.levels = [texts(Level(value=value), name=f"Step {value}") for value in range(3)]
    edition = library.draft_edition(library.create_edition(edition, by=editor), by=editor)
    part = library.save_section(texts(Section(edition=edition, kind="part"), title="Direction"), by=editor)
    section = texts(Section(edition=edition, parent=part, kind="section"), title=f"Strategy {mark}")
    section = library.save_section(section, by=editor)
    for name in ("First", "Second"):
        guideline = texts(
            Guideline(edition=edition, section=section), title=f"{name} {mark}", statement=f"{name}.", rationale="Why."
        )
        guideline.points = [texts(Point(block=edition.blocks.get(), position=0), text=f"{name} {MEMBERS_ONLY}.")]
        library.save_guideline(guideline, by=editor)
    if mark:
        write_elsewhere(edition, part, editor)
    return edition


def write_elsewhere(edition, part, editor):
    """Write what stands beside the section that is given to the outside translator."""
    section = library.save_section(
        texts(Section(edition=edition, parent=part, kind="section"), title=f"People {UNASSIGNED}"), by=editor
    )
    guideline = texts(
        Guideline(edition=edition, section=section), title=UNASSIGNED, statement=UNASSIGNED, rationale=UNASSIGNED
    )
    library.save_guideline(guideline, by=editor)


def build_place(place, world):
    """One institution with people, invitations, requests, domains and a self-assessment in each state."""
    rita, desk = world.staff("account_manager"), world.staff("service_desk")
    institution = institutions.create_institution(
        country=CountryFactory(), names={"en": f"{place.capitalize()} Fund"}, by=rita
    )
    people = {role.value: colleague(place, role, institution) for role in PortalRole}
    anna = people["coordinator"]
    units = [
        institutions.add_unit(institution, kind=UnitKind.BRANCH, names={"en": f"{word(place, 'unit')} {n}"}, by=anna)
        for n in range(3)
    ]
    invited = institutions.invite_colleague(
        institution,
        email=f"invited@{place}.example",
        name=word(place, "invitee"),
        language="en",
        roles=["reader"],
        by=anna,
    )
    asked = ask(place, institution, "asker")
    institutions.confirm_account_request(asked)
    new = ask(place, institution, "new")
    domain = institutions.add_mail_domain(institution, domain=f"{word(place, 'domain')}.example", by=anna)
    opened = institutions.add_mail_domain(institution, domain=f"open.{word(place, 'domain')}.example", by=anna)
    institutions.open_mail_domain(institutions.verify_mail_domain(opened, by=desk), by=anna)
    made = build_assessments(place, institution, units, people, world.library.published)
    return SimpleNamespace(
        institution=institution,
        people=people,
        affiliation=Affiliation.objects.get(institution=institution, person__user=people["contributor"]),
        units=units,
        invited=invited,
        invitation_secret=invitation_secret(invited.invitation),
        asked=asked,
        request_secret=request_secret(new),
        domain=domain,
        opened=opened,
        **made,
    )


def colleague(place, role, institution):
    name = f"{word(place, 'person').capitalize()} {role.label}"
    user = UserFactory(name=name, email=f"{role.value}@{place}.example")
    affiliate(user, institution, role)
    return user


def ask(place, institution, name):
    return institutions.ask_for_account(
        institution=institution,
        name=word(place, "asker"),
        email=f"{name}@{place}.example",
        language="en",
        message=word(place, "message"),
    )


def build_assessments(place, institution, units, people, edition):
    """Return one in draft, one in progress, one in review and one signed off."""
    anna, carl, ada = people["coordinator"], people["contributor"], people["approver"]

    def start(unit, name):
        return assessments.create_assessment(
            institution,
            edition=edition,
            unit=unit,
            title=f"{word(place, 'title')} {name}",
            due_on=date(2030, 1, 1),
            by=anna,
        )

    def answer(assessment, *comments):
        for guideline in edition.guidelines.all():
            for version, comment in enumerate(comments):
                values = Values(level=1, target=2, comment=f"{comment} {guideline.number}")
                assessments.save_answer(
                    assessment, guideline.key, key=uuid4(), seen_version=version, values=values, by=carl
                )
        return assessment

    draft = start(units[0], "draft")
    progress = answer(start(institution.whole, "progress"), word(place, "former"), word(place, "comment"))
    assessments.hand_in_assessment(progress, by=anna)
    assessments.return_assessment(progress, reason=word(place, "reason"), reason_lang="en", by=ada)
    review = answer(start(units[1], "review"), word(place, "comment"))
    assessments.hand_in_assessment(review, by=anna)
    signed = answer(start(units[2], "signed"), word(place, "signed"))
    assessments.sign_off_assessment(assessments.hand_in_assessment(signed, by=anna), by=ada)
    storing.store_language(signed.stored_report, "en")
    ask_for_draft(progress, language="en", by=anna)
    return {"draft": draft, "progress": progress, "review": review, "signed": signed}


def send_letters():
    """Let everything that writes letters run; return them."""
    before = len(mail.outbox)
    while outbox.move():
        pass
    while task := leases.claim("walk", ["default"]):
        assert execution.run(task), QueuedTask.objects.get(pk=task.pk).error
    return mail.outbox[before:]


def fill_outbox(letters):
    """Put alder's letters into the outbox of development; return the name of one."""
    connection = mail.get_connection("portal.outbox.folder.FolderBackend")
    connection.send_messages([letter for letter in letters if "@alder.example" in letter.to[0]])
    return folder.newest()[0].stem


def let_a_letter_come_back(address):
    note_failure(address, message_id="<walk@testserver>", status="5.1.1", diagnostic="No such user")
    return UndeliverableAddress.objects.get()


def build_tasks():
    """Return one task in each state, and leave one that is promised and not yet queued."""
    rows = dict(zip(TaskState, QueuedTask.objects.filter(queue="reports").order_by("pk"), strict=False))
    for state, row in rows.items():
        row.state = state
        row.error = "ConnectionRefusedError: the mail server is down" if state == TaskState.FAILED else ""
        row.save()
    Worker.objects.create(name="walk", seen_at=timezone.now())
    some = QueuedTask.objects.filter(state=TaskState.WAITING).last()
    outbox.OutboxRow.objects.create(task=some.task, arguments=some.arguments)
    return rows
