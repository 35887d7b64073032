"""The forms about evidence: what was seen and when, approving with it, and uploading a copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import DayField, PageForm
from tegenwaarde.usecases.evidence.seen import EvidenceMissing, Seen
from tegenwaarde.usecases.evidence.upload import Upload
from tegenwaarde.usecases.reading.evidence import EvidenceLine
from tegenwaarde.usecases.refusals import Invalid, problem_words


class SeenForm(PageForm):
    """Which of the missing evidence was seen, and on which day."""

    seen = forms.MultipleChoiceField(
        label=gettext_lazy("What did you see?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen_on = DayField(label=gettext_lazy("Seen on"), required=False)

    def __init__(self, *args: Any, lines: Iterable[EvidenceLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = [(line.kind, line.words) for line in lines if line.asked and line.seen_on is None]
        self.fields["seen"].choices = missing  # type: ignore[attr-defined]
        if not missing:
            del self.fields["seen"]

    def clean_seen_on(self) -> Any:
        """Refuse something seen without its day."""
        day = self.cleaned_data["seen_on"]
        if self.cleaned_data.get("seen") and day is None:
            raise forms.ValidationError(_("Enter the day on which you saw it."))
        return day

    @property
    def attested(self) -> tuple[Seen, ...]:
        """Return what was ticked, with the day."""
        return tuple(Seen(kind, self.cleaned_data["seen_on"]) for kind in self.cleaned_data.get("seen", ()))

    def show(self, invalid: Invalid) -> None:
        """Put what is wrong with what was seen at its day."""
        for problem in invalid.problems:
            self.add_error("seen_on", problem_words(problem))


class ApproveForm(SeenForm):
    """Approving: what was seen, now or what else, and why where something was not; a day alone says nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.CharField(label=gettext_lazy("Something else"), required=False, max_length=120)
    without_because = forms.CharField(
        label=gettext_lazy("Why do you approve without seeing all of it?"),
        help_text=gettext_lazy("Only where something that is asked was not seen. It stands with your decision."),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, lines: Iterable[EvidenceLine], **kwargs: Any) -> None:
        lines = tuple(lines)
        super().__init__(*args, lines=lines, **kwargs)
        if not any(line.missing for line in lines):
            del self.fields["without_because"]

    def ask_why(self, missing: EvidenceMissing) -> None:
        """Ask why it is approved without evidence that was not seen."""
        self.add_error("without_because" if "without_because" in self.fields else None, str(missing))

    def decision(self) -> dict[str, Any]:
        """Return what the use-case is told about evidence."""
        return {
            "seen": self.attested,
            "evidence_seen": self.cleaned_data["other"],
            "without_evidence_reason": self.cleaned_data.get("without_because", ""),
        }


class UploadForm(PageForm):
    """A copy of evidence. Whether a number in it is a BSN is asked only once such a number was found."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it a copy of?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, picture or office file. Use no name of a person in the name of the file."),
        max_length=255,
    )
    is_bsn = forms.ChoiceField(
        label=gettext_lazy("Is this a citizen service number (BSN)?"),
        help_text=gettext_lazy("Choose the file again as well; nothing was kept of it."),
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, lines: Iterable[EvidenceLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(line.kind, line.words) for line in lines if line.asked]  # type: ignore[attr-defined]
        self.asks = bool(self.data.get("is_bsn"))

    @property
    def upload(self) -> Upload:
        """Return what was sent."""
        file = self.cleaned_data["file"]
        said = self.cleaned_data["is_bsn"]
        return Upload(
            kind=self.cleaned_data["kind"],
            name=file.name,
            content=file.read(),
            size=file.size,
            is_bsn=said == "yes" if said else None,
        )

    def ask_about_numbers(self, invalid: Invalid) -> None:
        """Show the question when that is what is wrong."""
        self.asks = self.asks or any(problem.place == "is_bsn" for problem in invalid.problems)
        self.fields["is_bsn"].required = self.asks
