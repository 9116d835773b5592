import factory
from factory.django import DjangoModelFactory

from guidelines.library.enums import EditionState, SectionKind
from guidelines.library.models import (
    BlockKind,
    Edition,
    EditionLanguage,
    Guideline,
    GuidelineSet,
    Level,
    Point,
    Section,
)
from portal import clock
from tests.factories.accounts import UserFactory

LEVEL_NAMES = ["Not in place", "Planned", "Partly in place", "Largely in place", "Fully in place and reviewed"]


class GuidelineSetFactory(DjangoModelFactory):
    class Meta:
        model = GuidelineSet
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"SET{n}")
    title_en = factory.LazyAttribute(lambda o: f"Title of {o.code}")


class EditionFactory(DjangoModelFactory):
    """An edition with a scale of five levels and the blocks structure and mechanism, both for members.

    Trait ``published`` releases English; ``languages=["fr"]`` releases others.
    """

    class Meta:
        model = Edition
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(
            state=EditionState.PUBLISHED,
            published_at=factory.LazyFunction(clock.now),
            published_by=factory.SubFactory(UserFactory),
        )

    set = factory.SubFactory(GuidelineSetFactory)
    year = 2026
    state = EditionState.DRAFT
    introduction_en = "An introduction."

    @factory.post_generation
    def scale(self, create, extracted, **kwargs):
        for value, name in enumerate(LEVEL_NAMES):
            Level.objects.create(
                edition=self, value=value, name_en=name, name_fr=f"{name} (fr)", descriptor_en=f"{name}."
            )

    @factory.post_generation
    def blocks_of(self, create, extracted, **kwargs):
        for position, label in enumerate(["Structure", "Mechanism"]):
            BlockKind.objects.create(
                edition=self, code=label.lower(), label_en=label, holds_en=f"What {label} holds.", position=position
            )

    @factory.post_generation
    def released(self, create, extracted, **kwargs):
        codes = (extracted or []) + (["en"] if self.is_public else [])
        for code in codes:
            EditionLanguage.objects.create(
                edition=self, language=code, released_at=clock.now(), released_by=self.published_by or UserFactory()
            )


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    edition = factory.SubFactory(EditionFactory)
    kind = SectionKind.SECTION
    position = factory.Sequence(int)
    code = factory.Sequence(lambda n: f"A.{n}")
    title_en = factory.LazyAttribute(lambda o: f"Section {o.code}")


class GuidelineFactory(DjangoModelFactory):
    class Meta:
        model = Guideline
        skip_postgeneration_save = True

    section = factory.SubFactory(SectionFactory)
    edition = factory.SelfAttribute("section.edition")
    position = factory.Sequence(int)
    number = factory.LazyAttribute(lambda o: Guideline.objects.filter(edition=o.edition).count() + 1)
    title_en = factory.LazyAttribute(lambda o: f"Title of guideline {o.number}")
    short_title_en = factory.LazyAttribute(lambda o: f"Short {o.number}")
    statement_en = factory.LazyAttribute(lambda o: f"Statement of guideline {o.number}.")
    rationale_en = factory.LazyAttribute(lambda o: f"Reason of guideline {o.number}.")

    @factory.post_generation
    def with_points(self, create, extracted, **kwargs):
        for block in self.edition.blocks.all():
            for position in range(extracted if extracted is not None else 1):
                Point.objects.create(
                    guideline=self,
                    block=block,
                    position=position,
                    text_en=f"Point {position} of {block.code} in guideline {self.number}.",
                )
