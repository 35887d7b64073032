"""What every form of the pages has: Dutch figures and days in, whole cents and hundredths out, plain messages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.faces.web.formats import as_typed
from tegenwaarde.usecases.entries import (
    LONGEST_WHOLE,
    cents_from_entry,
    day_from_entry,
    scaled_from_entry,
    what_is_wrong,
)


class _WholeNumberField(forms.Field):
    """A figure that is typed with decimals and kept as a whole number; `least` and `most` are counted in."""

    prefix: str | Promise = ""
    suffix: str | Promise = ""
    places = 2
    default_error_messages = {
        "invalid": _("Enter a number, for example 32 or 32,5."),
        "negative": _("Enter a number without a minus sign."),
        "long": _("This number is too large: enter at most %(digits)s digits before the comma."),
        "precise": _("Enter at most %(places)s digits after the comma."),
        "least": _("Enter %(limit)s or more."),
        "most": _("Enter %(limit)s or less."),
    }

    def __init__(self, *, least: int = 0, most: int | None = None, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs})
        self.least, self.most = least, most

    def read(self, text: str) -> int | None:
        """Return the figure, or None where `text` is none."""
        return scaled_from_entry(text, self.places)

    def write(self, value: int) -> str:
        """Return the figure as one would type it."""
        return as_typed(value, self.places)

    def to_python(self, value: Any) -> int | None:
        """Return the whole number of what was typed; ValidationError says how to write it."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        found = self.read(str(value))
        if found is None:
            code = what_is_wrong(str(value), self.places)
            figures = {"digits": LONGEST_WHOLE, "places": self.places}
            raise ValidationError(self.error_messages[code], code=code, params=figures)
        return found

    def validate(self, value: Any) -> None:
        """Refuse a figure outside its limits, naming the limit."""
        super().validate(value)
        if value is None:
            return
        if value < self.least:
            raise ValidationError(self.error_messages["least"], code="least", params={"limit": self.write(self.least)})
        if self.most is not None and value > self.most:
            raise ValidationError(self.error_messages["most"], code="most", params={"limit": self.write(self.most)})

    def prepare_value(self, value: Any) -> Any:
        """Return a known figure as one would type it, and what was typed as it was typed."""
        return self.write(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare figures, not the ways to write them."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class MoneyField(_WholeNumberField):
    """An amount of euros; gives whole cents."""

    prefix = "€"
    default_error_messages = {
        "invalid": _("Enter an amount, for example 1.234,56."),
        "negative": _("Enter an amount without a minus sign."),
        "long": _("This amount is too large: enter at most %(digits)s digits before the comma."),
    }

    def read(self, text: str) -> int | None:
        """Return the cents, or None."""
        return cents_from_entry(text)

    def write(self, value: int) -> str:
        """Return the amount with two decimals, or none where it is whole euros."""
        text = as_typed(value, 2)
        return text if value % 100 == 0 or value % 10 else f"{text}0"


class HoursField(_WholeNumberField):
    """Hours; gives hundredths of an hour."""

    suffix = _("hours")


class PercentageField(_WholeNumberField):
    """A percentage from 0 to 100; gives ten-thousandths of a percent."""

    suffix = "%"
    places = 4
    default_error_messages = {"invalid": _("Enter a percentage, for example 5 or 2,5.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"most": 100 * 10_000, **kwargs})


class DayField(forms.Field):
    """A day, with the browser's own calendar; also reads `1-3-2017`."""

    default_error_messages = {"invalid": _("Enter a day that exists, for example 1-3-2017.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs})

    def to_python(self, value: Any) -> date | None:
        """Return the day that was entered."""
        if value in self.empty_values:
            return None
        found = value if isinstance(value, date) else day_from_entry(str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


LIMITS = {
    "min_value": _("Enter %(limit_value)s or more."),
    "max_value": _("Enter %(limit_value)s or less."),
    "max_length": _("Write at most %(limit_value)s characters. Now there are %(show_value)s."),
}


class PageForm(forms.Form):
    """The form that all forms of the pages derive from: no asterisks, and messages that say what to do."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for entry in self.fields.values():
            if entry.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                entry.error_messages["required"] = _what_to_do(entry)
            for code, words in LIMITS.items():
                entry.error_messages.setdefault(code, words)
            entry.widget.attrs.pop("maxlength", None)  # what is too long is told, never cut


def _what_to_do(entry: forms.Field) -> Any:
    """Return what somebody has to do at a field that may not stay empty."""
    if isinstance(entry.widget, forms.CheckboxInput):
        return _("Tick this box to go on.")
    if isinstance(entry, forms.ChoiceField):
        return _("Make a choice.")
    if isinstance(entry, forms.FileField):
        return _("Choose a file.")
    return _("Fill in this field.")
