"""What "before" means: the last signed self-assessment of the same edition and scope that still stands."""

from django.db.models import Exists, OuterRef

from guidelines.assessment.models import Assessment


def signed_by(institutions):
    """Return what these institutions have signed, the latest first, with whether each was corrected since."""
    corrections = Assessment.objects.filter(copied_from=OuterRef("pk"), signed_off_at__isnull=False)
    signed = Assessment.objects.filter(institution__in=institutions, signed_off_at__isnull=False)
    return list(signed.annotate(is_corrected=Exists(corrections)).order_by("-signed_off_at", "-pk"))


def earlier_of(assessment, signed):
    """Return the one before ``assessment`` among ``signed``, or None.

    Another edition asks other questions, so it is no measure; and what was
    corrected, by this one or by another, does not count.
    """
    return next((other for other in signed if _stands_before(other, assessment)), None)


def _stands_before(other, assessment):
    same = all(
        getattr(other, name) == getattr(assessment, name) for name in ("institution_id", "edition_id", "unit_id")
    )
    is_corrected = other.is_corrected or other.pk == assessment.copied_from_id
    return same and other.created_at < assessment.created_at and not is_corrected
