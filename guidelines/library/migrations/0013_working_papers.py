import django.db.models.deletion
from django.db import migrations, models


def drop_those_of_published_editions(apps, schema_editor):
    """Let the papers of drafts go that have been published since; from here on publishing does it."""
    rows = apps.get_model("library", "Extract").objects.exclude(mark="")
    for row in rows.filter(edition__state__in=["published", "superseded"]):
        if row.file:
            row.file.delete(save=False)
        row.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("library", "0012_draft_changes_as_pdf"),
    ]

    operations = [
        migrations.RenameField(model_name="extract", old_name="draft", new_name="mark"),
        migrations.AddField(
            model_name="extract",
            name="earlier",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.revision",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="later",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.revision",
            ),
        ),
        migrations.RunPython(drop_those_of_published_editions, migrations.RunPython.noop),
    ]
