"""Keep the name of a supplier of which the KvK number is not known yet."""

from django.db import migrations, models

from tegenwaarde.records import triggers


class Migration(migrations.Migration):
    """Add the field, and renew the triggers."""

    dependencies = [
        ('records', '0003_role_and_subsidy_say_the_whole'),
    ]

    operations = [
        migrations.AddField(
            model_name='contract',
            name='supplier_name_noted',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.RunPython(triggers.renew, migrations.RunPython.noop),
    ]
