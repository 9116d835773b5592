"""What the library keeps about one person, for the profile page's list and download."""

from guidelines.library.models import EditionAssignment, TranslatorInvitation


def duties(user):
    """Give the person's duties on editions, past ones too."""
    rows = EditionAssignment.objects.filter(user=user).select_related("edition__set").order_by("pk")
    return "library_duties", [
        {
            "edition": str(row.edition),
            "duty": row.duty,
            "language": row.language,
            "due_on": row.due_on,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
        }
        for row in rows
    ]


def invitations(user):
    """Give the invitations to translate that went to the person's address."""
    rows = TranslatorInvitation.objects.filter(invitation__email=user.email)
    return "invitations_to_translate", [
        {
            "edition": str(row.edition),
            "languages": row.languages,
            "name": row.invitation.name,
            "invited_at": row.invitation.invited_at,
            "state": row.invitation.state,
        }
        for row in rows.select_related("invitation", "edition__set").order_by("pk")
    ]
