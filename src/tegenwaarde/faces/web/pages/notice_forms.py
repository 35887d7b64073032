"""The forms about notices: what to upload, and who is meant by a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.usecases.notices.answer_question import SOMEBODY_NEW
from tegenwaarde.usecases.notices.batches import LARGEST_UPLOAD_BYTES
from tegenwaarde.usecases.notices.unpacking import MEGABYTE, MOST_FILES
from tegenwaarde.usecases.reading.party_questions import QuestionPage

ACCEPTED = ".xml,.zip,application/xml,text/xml,application/zip"


class SeveralFiles(forms.ClearableFileInput):
    """A field in which several files can be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; gives a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Return the files that were sent; ValidationError where there is none, or one is empty."""
        sent = data if isinstance(data, list) else [data] if data else []
        if not sent:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in sent]


class UploadForm(PageForm):
    """Notices to read."""

    files = FilesField(  # type: ignore[assignment]  # a form keeps sent files under that name
        label=gettext_lazy("Notices (XML or ZIP)"),
        allow_empty_file=True,
        widget=SeveralFiles(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say how much may be sent at once."""
        super().__init__(*args, **kwargs)
        words = _(
            "The eForms files as TenderNed or TED offers them for download: one, several at once, or a ZIP. Together at"
            " most {limit} MB and {files} files."
        )
        limits = {"limit": LARGEST_UPLOAD_BYTES // MEGABYTE, "files": MOST_FILES}
        self.fields["files"].help_text = words.format(**limits)


class WhoForm(PageForm):
    """Who is meant by a name in a notice."""

    who = forms.TypedChoiceField(label=gettext_lazy("Who is meant?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, shown: QuestionPage) -> None:
        """Offer the candidates, and somebody new."""
        super().__init__(data)
        choices = [(one.id, f"{one.name} ({one.about})" if one.about else one.name) for one in shown.candidates]
        new = _("None of these: it is another organisation")
        self.fields["who"].choices = [*choices, (SOMEBODY_NEW, new)]  # type: ignore[attr-defined]
