"""Let an import of notices be gone on with, and ask about each organisation of a notice by its name."""

from __future__ import annotations

from django.db import migrations, models

from tegenwaarde.records import triggers


class Migration(migrations.Migration):
    dependencies = [("records", "0007_planning_and_award")]

    operations = [
        migrations.AddField("noticebatch", "beat", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("noticebatch", "stored_as", models.CharField(blank=True, max_length=80)),
        migrations.RemoveConstraint("partyquestion", "one_question_per_party"),
        migrations.AddConstraint(
            "partyquestion",
            models.UniqueConstraint(fields=["contract", "role", "name"], name="one_question_per_party"),
        ),
        migrations.RunPython(triggers.renew, migrations.RunPython.noop),
    ]
