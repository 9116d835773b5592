from django.db import migrations

from portal.languages import SOURCE, sort_key


def fill(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    for user in User.objects.filter(sort="").iterator():
        user.sort = sort_key(user.name, SOURCE)
        user.save(update_fields=["sort"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_add_name_sort_key")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
