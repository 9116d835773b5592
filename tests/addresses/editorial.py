"""One of each thing that editors have in Wagtail's admin, so that each of its addresses can be filled in."""

from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from portal.content import reference
from portal.content.models import PortalDocument, PortalImage

PATHS, LANGUAGES = ("", "help", "privacy"), ("en", "fr")


def build(editor):
    reference.load(PATHS, LANGUAGES)
    home, help_page, privacy = (Page.objects.get(url_path=f"/en/{path}") for path in ("", "help/", "privacy/"))
    cache.clear()  # Wagtail keeps sizes of pictures there, also those of an earlier test
    image = PortalImage.objects.create(title="A lamp", file=get_test_image_file())
    document = PortalDocument.objects.create(title="A form", file=ContentFile(b"A form.", name="form.txt"))
    task = GroupApprovalTask.objects.create(name="Reading")
    task.groups.add(Group.objects.get(name="administrator"))
    workflow = Workflow.objects.create(name="Four eyes")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(privacy.specific, editor)
    source = TranslationSource.objects.get_for_instance(help_page.specific)
    forms = Collection.get_first_root_node().add_child(name="Forms")
    return SimpleNamespace(
        home=home,
        page=help_page,
        translated=Page.objects.get(url_path="/fr/help/"),
        in_workflow=privacy,
        revision=help_page.latest_revision,
        image=image,
        rendition=image.get_rendition("width-100").file.name.removeprefix("images/"),
        document=document,
        uploaded=UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(PortalDocument),
            file=ContentFile(b"Half.", name="half.txt"),
            uploaded_by_user=editor,
        ),
        collection=forms,
        collection_restriction=CollectionViewRestriction.objects.create(
            collection=forms, restriction_type=CollectionViewRestriction.PASSWORD, password="a password"
        ),
        restriction=PageViewRestriction.objects.create(
            page=privacy, restriction_type=PageViewRestriction.PASSWORD, password="a password"
        ),
        task=task,
        workflow=workflow,
        workflow_state=state,
        task_state=state.current_task_state,
        session=EditingSession.objects.create(
            user=editor,
            content_type=ContentType.objects.get_for_model(help_page.specific_class),
            object_id=str(help_page.pk),
            last_seen_at=timezone.now(),
        ),
        redirect=Redirect.objects.create(old_path="/old", redirect_page=help_page),
        source=source,
        translation=Translation.objects.filter(source=source).first(),
        segment=StringSegment.objects.filter(source=source).first(),
        site=Site.objects.get(is_default_site=True),
        locale=Locale.objects.get(language_code="fr"),
        group=Group.objects.get(name="translator"),
    )
