"""The form that every step of a report derives from."""

from __future__ import annotations

from typing import Any

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.usecases.reading.report_form import ReportForm
from tegenwaarde.usecases.refusals import Invalid


class StepForm(PageForm):
    """A step that keeps what is filled in; with `draft` nothing has to be filled in yet."""

    def __init__(
        self, *args: Any, shown: ReportForm, draft: bool = False, extra_changes: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        self.extra_changes = extra_changes
        self.build()
        if draft:
            for field in self.fields.values():
                field.required = False

    def build(self) -> None:
        """Add the fields that follow from the policy."""

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by the names of `Answers`; fields with a problem are left out."""
        return dict(self.cleaned_data)

    def placed(self, invalid: Invalid) -> Invalid:
        """Return the problems at the fields of this form."""
        return invalid
