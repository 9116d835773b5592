"""What stands in the arguments of each address: objects of the world, by the name of the address.

An address that finds nothing here cannot be filled, and the walk fails on it.
"""

from django.utils.http import urlsafe_base64_encode

from portal.accounts.links import hashed
from portal.notifications.calendar.links import token as calendar_token
from portal.notifications.stop import token as stop_token
from tests.addresses.routes import routes

#: Asked for in the query of an address.
QUERY = "?"


def all_paths(world):
    """Return key → path of everything; ``key (variant)`` where another object makes a difference."""
    values = _ours(world) | _wagtail(world)
    return {
        f"{route.key} ({variant})" if variant else route.key: (route, path)
        for route in routes()
        for variant, path in variants(route, values).items()
    }


def variants(route, values):
    for place in (route.key, route.key.rpartition(":")[0], *_kinds(route.key)):
        if place in values:
            by_name = values[place] if "" in values[place] else {"": values[place]}
            return {name: path_of(route, found) for name, found in by_name.items()}
    return {"": path_of(route, {})}


def path_of(route, values):
    path = route.fill({name: value for name, value in values.items() if name != QUERY})
    return f"{path}?{values[QUERY]}" if QUERY in values else path


def _kinds(key):
    """Wagtail's own names begin alike: ``wagtailimages_chooser:chosen`` falls back to ``wagtailimages``."""
    space = key.partition(":")[0]
    yield space
    yield space.partition("_")[0]


def _ours(world):
    books, alder, birch = world.library, world.alder, world.places["birch"]
    of_set = {"slug": "ict", "year": 2025, "number": 1, "language": "en"}
    draft = of_set | {"year": 2026}
    section = books.published.sections.get(kind="section")
    guideline = books.published.guidelines.get(number=1)
    draft_section = books.draft.sections.filter(kind="section").first()
    draft_guideline = books.draft.guidelines.first()
    corrected = {"uuid": books.published.uuid, "language": "en", "kind": "guideline", "key": guideline.key}
    beside = books.draft.guidelines.get(title_en="samovar")
    to_translate = {"uuid": books.draft.uuid, "language": "fr", "kind": "guideline", "key": draft_guideline.key}
    here = {"uuid": alder.institution.uuid}
    progress = {"uuid": alder.progress.uuid, "key": guideline.key, "language": "en", "format": "json"}
    return {
        "library": {"": of_set, "draft": draft},
        "library:set_list": {},
        "library:glossary": {},
        "library:set": of_set,
        "library:guideline_current": of_set,
        "library:part": {
            "": of_set | {"code": "A.1"},
            "draft": draft | {"code": "A.1"},
            "with another language": of_set | {"code": "A.1", QUERY: "with=fr"},
        },
        "library:guideline": {"": of_set, "draft": draft, "with another language": of_set | {QUERY: "with=fr"}},
        "library:whole": {"": of_set, "draft": draft, "with another language": of_set | {QUERY: "with=fr"}},
        "library:extract": {
            "": of_set | {"code": "A.1"},
            "draft": draft | {"code": "A.1"},
            "not released": of_set | {"code": "A.1", "language": "fr"},
        },
        "library:extract_beside": of_set | {"code": "A.1", "beside": "fr"},
        "library:extract_whole": of_set | {"beside": "fr"},
        "library_json": {"": of_set, "draft": draft},
        "sitemap_guidelines_set": of_set,
        "library:comment_answer": draft | {"uuid": books.comment.uuid},
        "library:pdf": {"": of_set, "draft": draft, "not released": of_set | {"language": "fr"}},
        "library:changes": {"": of_set | {"slug": "two", "year": 2026}, "first": of_set, "draft": draft},
        "library:changes_pdf": {
            "": of_set | {"slug": "two", "year": 2026, "since": 2025},
            "first": of_set | {"since": 2020},
            "draft": draft | {"since": 2025},
        },
        "library:changes_ask": {"": of_set | {"slug": "two", "year": 2026}, "first": of_set, "draft": draft},
        "translating": to_translate,
        "translating:list": {},
        "translating:board": {"": to_translate, "published": {"uuid": books.published.uuid}},
        "translating:record": {
            "": to_translate,
            "another section": to_translate | {"key": beside.key},
            "front matter": to_translate | {"kind": "edition", "key": books.draft.uuid},
            "another language": to_translate | {"language": "es"},
            "another edition": to_translate | {"uuid": books.published.uuid, "key": guideline.key},
        },
        "translating:files": {"": to_translate, "another language": to_translate | {"language": "es"}},
        "translating:export": {
            "": to_translate | {"format": "xliff"},
            "po": to_translate | {"format": "po"},
            "xlsx": to_translate | {"format": "xlsx"},
            "another language": to_translate | {"format": "po", "language": "es"},
        },
        "translating:import": {"uuid": books.file.uuid},
        "translating:import_take": {"uuid": books.file.uuid},
        "translating:import_undo": {"uuid": books.file.uuid},
        "translating:resend_invitation": {"uuid": books.draft.uuid, "invitation": books.invited.uuid},
        "translating:withdraw_invitation": {"uuid": books.draft.uuid, "invitation": books.invited.uuid},
        "translating:end": {"uuid": books.draft.uuid, "assignment": books.work.uuid},
        "library_desk": {"uuid": books.draft.uuid, "move": "approve", "language": "fr"},
        "library_desk:term_use": {"uuid": books.term.uuid},
        "library_desk:glossary_file": {"": {"format": "csv"}, "as TBX": {"format": "tbx"}},
        "library_desk:errata": {"": {"uuid": books.published.uuid}, "draft": {"uuid": books.draft.uuid}},
        "library_desk:erratum_texts": corrected,
        "library_desk:erratum": corrected | {"name": f"guideline-{guideline.key}-statement"},
        "library_desk:guideline_changes": {"key": draft_guideline.key},
        "library_desk:ping": {"model": "guideline", "pk": draft_guideline.pk, "session": 1},
        "library_desk:split": {"key": draft_guideline.key},
        "library_desk:merge": {"key": draft_guideline.key},
        "library_desk:follow": {"uuid": books.published.uuid},
        "library_desk:mapping_row": {"key": books.row.key},
        "library_desk:export": {"uuid": books.draft.uuid, "format": "json"},
        "library_desk:import": {"uuid": books.imported.uuid},
        "library_desk:import_take": {"uuid": books.imported.uuid},
        "library_desk:import_undo": {"uuid": books.imported.uuid},
        "library_desk:unassign": {"uuid": books.duty.uuid},
        "library_desk:remove_section": {"key": draft_section.key},
        "library_desk:remove_guideline": {"key": draft_guideline.key},
        "wagtailsnippets_library_edition": _revised(books.draft),
        "wagtailsnippets_library_guideline": _revised(draft_guideline)
        | {QUERY: f"edition={books.draft.uuid}&within={draft_section.key}"},
        "wagtailsnippets_library_section": _revised(draft_section)
        | {QUERY: f"edition={books.draft.uuid}&within={draft_section.key}"},
        "wagtailsnippets_library_edition:revisions_pdf": _paper_of(books.draft),
        "wagtailsnippets_library_guideline:revisions_pdf": _paper_of(draft_guideline),
        "wagtailsnippets_library_section:revisions_pdf": _paper_of(draft_section),
        "wagtailsnippets_library_guidelineset": {"pk": books.set.pk},
        "wagtailsnippets_library_term": {"pk": books.term.pk},
        "wagtailsnippetchoosers_library_guidelineset": {"pk": books.set.pk, QUERY: f"id={books.set.pk}"},
        "wagtailsnippets_governance_commission": {"pk": books.commission.pk},
        "wagtailsnippetchoosers_governance_commission": {
            "pk": books.commission.pk,
            QUERY: f"id={books.commission.pk}",
        },
        "assessment": progress,
        "assessment:list": {"": {}, "as XLSX": {QUERY: "format=xlsx"}},
        "assessment:detail": {"": progress, "signed": {"uuid": alder.signed.uuid}},
        "assessment:section": {"uuid": alder.progress.uuid, "key": section.key},
        "assessment:return": {"uuid": alder.review.uuid},
        "assessment:sign_off": {"uuid": alder.review.uuid},
        "assessment:archive": {"uuid": alder.signed.uuid},
        "assessment:discard": {"uuid": alder.draft.uuid},
        "assessment:report": {"": progress, "signed": {"uuid": alder.signed.uuid}},
        "assessment:report_files": {"": progress, "signed": {"uuid": alder.signed.uuid}},
        "assessment:report_file": {
            "": progress,
            "signed": progress | {"uuid": alder.signed.uuid, "format": "pdf"},
            "signed, xlsx": progress | {"uuid": alder.signed.uuid, "format": "xlsx"},
        },
        "institutions": here
        | {
            "affiliation": alder.affiliation.uuid,
            "invitation": alder.invited.uuid,
            "asked": alder.asked.uuid,
            "domain": alder.domain.uuid,
        },
        "institutions:people": {"": here, "as CSV": here | {QUERY: "format=csv"}},
        "institutions:domain_open": here | {"domain": alder.opened.uuid},
        "institutions:domain_close": here | {"domain": alder.opened.uuid},
        "institutions_desk": here,
        "institutions_desk:request": {"uuid": alder.asked.uuid},
        "institutions_desk:request_decline": {"uuid": alder.asked.uuid},
        "institutions_desk:domain_verify": {"uuid": alder.domain.uuid},
        "picture": {"path": world.editorial.rendition},
        "accounts": {"code": hashed("no such session")[:32]},
        "accounts:trust_end": {"uuid": "00000000-0000-4000-8000-000000000000"},  # nobody's browser
        "accounts:request_confirm": {"secret": birch.request_secret},
        "accounts:invitation": {"secret": birch.invitation_secret},
        "accounts_desk:staff_invitation_resend": {"uuid": world.staff_invitation.uuid},
        "accounts_desk:staff_invitation_withdraw": {"uuid": world.staff_invitation.uuid},
        "accounts_desk": {"uuid": alder.people["contributor"].uuid},
        "background_retry": {"uuid": world.failed_task.uuid},
        "returned_letters": {"uuid": world.returned.uuid},
        "notifications:detail": {"uuid": alder.people["contributor"].notices.earliest("pk").uuid},
        "notifications:stop": {"token": stop_token(alder.people["contributor"], "assessment.returned")},
        "notifications:text": {"code": "assessment.returned"},
        "calendar_feed": {"token": calendar_token(birch.people["coordinator"])},
        "outbox": {"name": world.letter},
        "mfa_edit_webauthn": {"pk": 1},  # nobody's passkey
        "mfa_remove_webauthn": {"pk": 1},
        "account_reset_password_from_key": {"uidb36": "1", "key": "abc-def"},
    }


def _revised(obj):
    return {"pk": obj.pk, "revision_id": obj.latest_revision_id, "revision_id_a": "earliest", "revision_id_b": "latest"}


def _paper_of(obj):
    """One revision beside itself: there is nothing to be printed."""
    return {"pk": obj.pk, "revision_id_a": obj.latest_revision_id, "revision_id_b": obj.latest_revision_id}


def _wagtail(world):
    desk = world.editorial
    page = {
        "page_id": desk.page.pk,
        "parent_page_id": desk.home.pk,
        "page_to_move_id": desk.page.pk,
        "destination_id": desk.home.pk,
        "pk": desk.page.pk,
        "revision_id": desk.revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "live",
        "content_type_app_name": "content",
        "content_type_model_name": "helppage",
        "app_label": "content",
        "model_name": "helppage",
    }
    in_workflow = page | {
        "page_id": desk.in_workflow.pk,
        "workflow_state_id": desk.workflow_state.pk,
        "task_state_id": desk.task_state.pk,
        "task_id": desk.task.pk,
        "action_name": "approve",
    }
    session = {
        "app_label": "content",
        "model_name": "helppage",
        "object_id": desk.page.pk,
        "session_id": desk.session.pk,
    }
    localize = {
        "page_id": desk.page.pk,
        "translation_source_id": desk.source.pk,
        "translation_id": desk.translation.pk,
        "string_segment_id": desk.segment.pk,
        "overridable_segment_id": 1,  # none of our pages has one
        "app_label": "library",
        "model_name": "guidelineset",
        "pk": world.library.set.pk,
        "mode": "",
    }
    image = {"image_id": desk.image.pk, "pk": desk.image.pk, "uploaded_file_id": desk.uploaded.pk}
    document = {
        "document_id": desk.document.pk,
        "doc_id": desk.document.pk,
        "pk": desk.document.pk,
        "uploaded_file_id": desk.uploaded.pk,
    }
    user = world.alder.people["contributor"]
    return {
        "wagtailadmin_api:pages": page | {"action_name": "publish"},
        "wagtailadmin_api:documents": document,
        "wagtailadmin_api:images": image,
        "wagtailadmin_explore": page,
        "wagtailadmin_explore_results": page,
        "wagtailadmin_choose_page_child": page,
        "wagtail_bulk_action": {
            "app_label": "wagtailcore",
            "model_name": "page",
            "action": "delete",
            QUERY: f"id={desk.page.pk}",
        },
        "wagtailadmin_pages": page,
        "wagtailadmin_pages:workflow_action": in_workflow,
        "wagtailadmin_pages:collect_workflow_action_data": in_workflow,
        "wagtailadmin_pages:confirm_workflow_cancellation": in_workflow,
        "wagtailadmin_pages:workflow_preview": in_workflow,
        "wagtailadmin_pages:workflow_history": in_workflow,
        "wagtailadmin_pages:workflow_history_detail": in_workflow,
        "wagtailadmin_tag_model_autocomplete": {"app_name": "taggit", "model_name": "tag", QUERY: "term=a"},
        "wagtailadmin_tag_autocomplete": {QUERY: "term=a"},
        "wagtailadmin_collections": {"pk": desk.collection.pk, "collection_id": desk.collection.pk},
        "wagtailadmin_workflows": {"pk": desk.workflow.pk, "task_id": desk.task.pk},
        "wagtailadmin_workflows:edit_task": {"pk": desk.task.pk},
        "wagtailadmin_workflows:disable_task": {"pk": desk.task.pk},
        "wagtailadmin_workflows:enable_task": {"pk": desk.task.pk},
        "wagtailadmin_workflows:add_task": {"app_label": "wagtailcore", "model_name": "groupapprovaltask"},
        "admin/workflows/remove/<int:page_pk>/": {"page_pk": desk.in_workflow.pk},
        "admin/workflows/remove/<int:page_pk>/<int:workflow_pk>/": {
            "page_pk": desk.in_workflow.pk,
            "workflow_pk": desk.workflow.pk,
        },
        "wagtailadmin_editing_sessions": session,
        "wagtail_localize": localize,
        "admin/localize/translate/<int:translation_id>/preview/": localize,
        "admin/localize/translate/<int:translation_id>/preview/<str:mode>/": localize | {"mode": "usual"},
        "wagtaildocs": document,
        "wagtaildocs_serve": {"_0": desk.document.pk, "_1": "form.txt"},
        "wagtaildocs_authenticate_with_password": {"restriction_id": desk.collection_restriction.pk},
        "wagtailimages": image,
        "wagtailimages:preview": image | {"filter_spec": "width-100"},
        "wagtailforms": {"page_id": desk.page.pk},  # no page of ours holds a form
        "wagtailredirects": {"redirect_id": desk.redirect.pk},
        "admin/settings/<slug:app_name>/<slug:model_name>/": {"app_name": "content", "model_name": "homepage"},
        "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/": {
            "app_name": "content",
            "model_name": "homepage",
            "pk": desk.home.pk,
        },
        "wagtailsettings": {"app_name": "content", "model_name": "homepage", "pk": desk.home.pk},
        "wagtaillocales": {"pk": desk.locale.pk},
        "wagtailusers_users": {"pk": user.pk},
        "wagtailusers_groups": {"pk": desk.group.pk},
        "wagtailsites": {"pk": desk.site.pk},
        "wagtailadmin_password_reset_confirm": {
            "uidb64": urlsafe_base64_encode(str(user.pk).encode()),
            "token": "a-token",
        },
        "admin/^.*/$": {},
        "wagtailcore_authenticate_with_password": {
            "page_view_restriction_id": desk.restriction.pk,
            "page_id": desk.in_workflow.pk,
        },
        "wagtail_serve": {"": {"_0": ""}, "help": {"_0": "help/"}},
    }
