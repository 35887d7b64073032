"""How a form's field is drawn: which parts it has and how they are linked for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString

# The first kind that fits counts: several choices go before one choice, of which Django makes them a kind.
CONTROL: dict[type[Widget], str] = {
    Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    Select: "utrecht-select utrecht-select--html-select",
    CheckboxSelectMultiple: "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom",
    RadioSelect: "utrecht-radio-button utrecht-radio-button--html-input",
    CheckboxInput: "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom",
}
DJANGO_ROWS, OUR_ROWS = "10", "4"  # a text of Django's own height looks like a letter to write
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"


@dataclass(frozen=True, slots=True)
class Field:
    """A field ready to draw. `shape` is `single`, `group` (a fieldset of choices) or `tick` (one box)."""

    bound: BoundField
    shape: str
    help: str
    prefix: str
    suffix: str

    @property
    def help_id(self) -> str:
        """Return where the help stands, as Django's own `aria-describedby` says it."""
        return f"{self.bound.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        """Return where the error stands."""
        return f"{self.bound.auto_id}_error"

    @property
    def described_by(self) -> str:
        """Return the ids of what explains the field."""
        ids = [self.help_id] if self.help else []
        return " ".join([*ids, self.error_id] if self.bound.errors else ids)

    @property
    def optional(self) -> bool:
        """Say whether the label tells that the field may stay empty; a single box always may."""
        explained = getattr(self.bound.field, "says_when", False)  # its help says when it has to be filled in
        return not self.bound.field.required and not explained and self.shape != "tick"

    @property
    def control(self) -> SafeString:
        """Return the control in HTML."""
        attrs: dict[str, str | bool] = {"aria-invalid": "true"} if self.bound.errors else {}
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        return self.bound.as_widget(attrs=attrs)

    @property
    def options(self) -> list[BoundWidget]:
        """Return the choices of a group, one by one."""
        return list(self.bound)

    @property
    def label_for(self) -> str:
        """Return the id of the control."""
        return self.bound.id_for_label or ""


def _shape(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    return "tick" if isinstance(widget, CheckboxInput) else "single"


def _dress(bound: BoundField) -> None:
    """Give the control the looks of its kind; a form has its own copy of its fields."""
    widget = bound.field.widget
    if widget.attrs.get("rows") == DJANGO_ROWS:
        widget.attrs["rows"] = OUR_ROWS
    widget.attrs.pop("placeholder", None)  # the label stands above and stays while one types
    looks = next((css for kind, css in CONTROL.items() if isinstance(widget, kind)), TEXTBOX)
    worn = widget.attrs.get("class", "")
    if looks not in worn:
        widget.attrs["class"] = f"{looks} {worn}".strip()
    if bound.errors and (base := looks.split()[0]) + "--invalid" not in widget.attrs["class"]:
        widget.attrs["class"] += f" {base}--invalid"


def drawn(bound: BoundField, *, prefix: str = "", suffix: str = "", extra_help: str = "") -> Field:
    """Return the field ready to draw. What stands before and after it comes from the field itself unless given."""
    _dress(bound)
    return Field(
        bound=bound,
        shape=_shape(bound),
        help=extra_help or str(bound.help_text or ""),
        prefix=prefix or str(getattr(bound.field, "prefix", "")),
        suffix=suffix or str(getattr(bound.field, "suffix", "")),
    )


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong in a form: its words, and the field it leads to (empty for the form as a whole)."""

    label: str
    words: str
    target: str


def _target(bound: BoundField) -> str:
    """Return the id of what takes the focus: the control, or the first choice of a group."""
    if _shape(bound) == "group":
        first = next(iter(bound), None)
        return str(first.id_for_label) if first is not None else ""
    return bound.id_for_label or ""


def problems(form: BaseForm) -> list[FieldProblem]:
    """Return everything that is wrong in `form`, in the order of the page."""
    if not form.is_bound:
        return []
    found = [FieldProblem("", str(words), "") for words in form.non_field_errors()]
    for bound in form:
        label = "" if bound.is_hidden else str(bound.label).rstrip(".:")
        found += [FieldProblem(label, str(words), _target(bound)) for words in bound.errors]
    return found
