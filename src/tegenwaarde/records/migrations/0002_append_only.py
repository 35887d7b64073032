"""Make the ledger and what stands beside it append-only in the database itself."""

from django.db import migrations

from tegenwaarde.records import triggers


class Migration(migrations.Migration):
    """Create the triggers."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(triggers.create, triggers.drop)]
