"""The one Django app that holds every record."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Register the records under the label `records`."""

    name = "tegenwaarde.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
