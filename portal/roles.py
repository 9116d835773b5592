"""The secretariat's roles as data: a name, a sentence for people, and what the role may do.

``sync_roles`` writes them to Django groups at each deploy, so Wagtail's
admin obeys the same list. Roles inside an institution are dated rows of
``institutions.AffiliationRole``.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADMIN = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Role:
    code: str
    name: str | Promise
    sentence: str | Promise
    permissions: frozenset
    pages: frozenset = frozenset()  # what it may do with every editorial page: add, change, publish …
    media: frozenset = frozenset()  # and with every image and document: add, change, choose


def role(code, name, sentence, *permissions, pages=(), media=()):
    return Role(code, name, sentence, frozenset(permissions), frozenset(pages), frozenset(media))


ROLES = {
    r.code: r
    for r in (
        role(
            "account_manager",
            _("Account manager"),
            _("Knows and looks after member institutions."),
            ADMIN,
            "institutions.view_institution",
            "institutions.change_institution",
            "institutions.add_institution",
            "institutions.name_first_coordinator",
            "institutions.view_person",
            "institutions.view_people",
            "institutions.view_accountrequest",
            "institutions.accept_accountrequest",
            "institutions.decline_accountrequest",
            "assessment.view_use",
            "library.read_blocks",
        ),
        role(
            "guideline_editor",
            _("Guideline editor"),
            _("Writes guidelines with the commissions and publishes editions."),
            ADMIN,
            "library.view_guidelineset",
            "library.add_guidelineset",
            "library.change_guidelineset",
            "library.view_edition",
            "library.add_edition",
            "library.change_edition",
            "library.view_guideline",
            "library.add_guideline",
            "library.change_guideline",
            "library.delete_guideline",
            "library.view_section",
            "library.add_section",
            "library.change_section",
            "library.delete_section",
            "library.draft_edition",
            "library.review_edition",
            "library.rework_edition",
            "library.consult_edition",
            "library.conclude_edition",
            "library.finalise_edition",
            "library.approve_edition",
            "library.reopen_edition",
            "library.translate_edition",
            "library.publish_edition",
            "library.supersede_edition",
            "library.assign_edition",
            "library.import_edition",
            "library.release_language",
            "library.issue_erratum",
            "library.confirm_mapping",
            "library.view_term",
            "library.add_term",
            "library.change_term",
            "library.read_blocks",
        ),
        role(
            "translator",
            _("Translator"),
            _("Translates guidelines and pages."),
            ADMIN,
            "library.view_edition",
            "library.view_guideline",
            "library.change_guideline",
            "library.view_term",
            "library.read_blocks",
            "wagtail_localize.submit_translation",
            pages=("change",),
            media=("choose",),
        ),
        role("recognition_officer", _("Recognition officer"), _("Runs the recognition of institutions."), ADMIN),
        role("benchmarking_officer", _("Benchmarking officer"), _("Runs benchmarking surveys."), ADMIN),
        role("academy_officer", _("Academy officer"), _("Runs workshops and courses."), ADMIN),
        role("country_editor", _("Country editor"), _("Keeps country profiles."), ADMIN),
        role("event_manager", _("Event manager"), _("Runs events and registration."), ADMIN),
        role("finance_officer", _("Finance officer"), _("Looks after dues and invoices."), ADMIN),
        role(
            "statutory_officer",
            _("Statutory officer"),
            _("Looks after statutory bodies and commissions."),
            ADMIN,
            "governance.view_commission",
            "governance.add_commission",
            "governance.change_commission",
        ),
        role(
            "service_desk",
            _("Service desk"),
            _("Helps people with their accounts."),
            ADMIN,
            "accounts.view_user",
            "accounts.reset_second_factor",
            "notifications.view_texts",
            "notifications.view_undeliverableaddress",
            "notifications.confirm_undeliverableaddress",
            "institutions.view_institution",
            "institutions.view_person",
            "institutions.view_people",
            "institutions.view_accountrequest",
            "institutions.accept_accountrequest",
            "institutions.decline_accountrequest",
            "institutions.name_first_coordinator",
            "institutions.view_maildomain",
            "institutions.verify_mail_domain",
        ),
        role(
            "administrator",
            _("Administrator"),
            _("Keeps the portal running: accounts of the secretariat, tasks, pages, the audit trail."),
            ADMIN,
            "accounts.view_user",
            "accounts.give_role",
            "accounts.invite_staff",
            "notifications.view_undeliverableaddress",
            "audit.view_entry",
            "background.view_queuedtask",
            "background.retry_queuedtask",
            "accounts.view_components",
            "wagtail_localize.submit_translation",
            pages=("add", "change", "publish", "lock", "unlock"),
            media=("add", "change", "choose"),
        ),
        role(
            "assessor",
            _("Assessor"),
            _("Files recognition reports on the evidence of the files assigned."),
            "library.read_blocks",
        ),
    )
}
#: Codes of roles that once stood above. ``sync_roles`` removes their groups; others are not its own.
RETIRED: frozenset = frozenset()
