"""The one Django app that holds every record."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Register the records under the label `records`."""

    name = "tegenwaarde.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let searching compare text alike on every database."""
        from tegenwaarde.records.plain import teach_databases  # noqa: PLC0415 - records come after the app

        teach_databases()
