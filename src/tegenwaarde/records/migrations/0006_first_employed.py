"""Keep the first working day of a person, sealed, where the facts it stood in were erased."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the field; an erased person has none."""

    dependencies = [
        ('records', '0005_supplier_side'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='person',
            name='erased_person_has_no_identity',
        ),
        migrations.AddField(
            model_name='person',
            name='first_employed',
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('erased_on__isnull', True), models.Q(('first_employed__isnull', True), ('identity_hash', '')), _connector='OR'), name='erased_person_has_no_identity'),
        ),
    ]
