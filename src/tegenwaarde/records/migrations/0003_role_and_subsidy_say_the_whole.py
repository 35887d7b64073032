"""Refuse a subsidy in force without its yearly amount, a role that ends before it starts, and emptying at once."""

from django.db import migrations, models

from tegenwaarde.records import triggers


class Migration(migrations.Migration):
    """Add the constraints, and renew the triggers."""

    dependencies = [
        ('records', '0002_append_only'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='contract',
            name='subsidy_says_how_much_a_year',
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'subsidy'), _negated=True), ('state', 'draft'), models.Q(('subsidy_per_year_cents__gte', 0), ('subsidy_per_year_cents__isnull', False)), _connector='OR'), name='subsidy_says_how_much_a_year'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('until_day__isnull', True), ('until_day__gte', models.F('from_day')), _connector='OR'), name='role_ends_on_or_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.UniqueConstraint(condition=models.Q(('buyer__isnull', True), ('subregion__isnull', True), ('supplier__isnull', True), ('until_day__isnull', True)), fields=('user', 'role'), name='role_given_once_for_everything'),
        ),
        migrations.RunPython(triggers.renew, migrations.RunPython.noop),
    ]
