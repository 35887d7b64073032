"""Several buyers with their parts as rows of a form; a row is added or taken away by a button, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tegenwaarde.faces.web.forms_base import PageForm, PercentageField
from tegenwaarde.usecases.contracts.parts import WHOLE, Share
from tegenwaarde.usecases.refusals import Invalid, problem_words

PREFIX = "buyer"
MOST = 20
ADD, REMOVE = "add-buyer", "remove-buyer"
PLACE = "buyers"  # where a problem about the buyers belongs


class BuyerRow(PageForm):
    """A buyer and its part."""

    buyer_id = forms.TypedChoiceField(label=_("Buyer"), coerce=int, empty_value=None)
    share = PercentageField(label=_("Part"))

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        """Offer the buyers."""
        super().__init__(*args, **{**kwargs, "empty_permitted": False})
        self.fields["buyer_id"].choices = [("", _("Make a choice")), *choices]  # type: ignore[attr-defined]


Rows: TypeAlias = "BaseFormSet[BuyerRow]"
BuyerRows = formset_factory(BuyerRow, extra=0, max_num=MOST, absolute_max=MOST)


def rows_of(
    buyers: Iterable[Share], choices: Sequence[tuple[int, str]], data: QueryDict | None = None, *, first: int = 0
) -> Rows:
    """Return the rows as filled in, or those to begin with: one buyer (`first`, where one is known) for the whole."""
    initial = [{"buyer_id": one.buyer_id, "share": one.share} for one in buyers]
    begin = initial or [{"buyer_id": first, "share": WHOLE}]
    return BuyerRows(data, initial=None if data is not None else begin, prefix=PREFIX, form_kwargs={"choices": choices})


def changes_rows(data: QueryDict) -> bool:
    """Say whether a button was pressed that adds a row or takes one away."""
    return ADD in data or REMOVE in data


def with_rows_changed(data: QueryDict) -> QueryDict:
    """Return what was posted with a row more, or without the one whose button was pressed; the rest as typed."""
    rows = _typed_rows(data)
    if ADD in data and len(rows) < MOST:
        rows.append({"buyer_id": "", "share": ""})
    gone = data.get(REMOVE, "")
    if gone.isdecimal() and int(gone) < len(rows) and len(rows) > 1:
        del rows[int(gone)]
    changed = data.copy()
    changed[f"{PREFIX}-TOTAL_FORMS"] = str(len(rows))
    for place, row in enumerate(rows):
        for name, value in row.items():
            changed[f"{PREFIX}-{place}-{name}"] = value
    return changed


def shares_in(rows: Rows) -> tuple[Share, ...]:
    """Return the buyers as filled in; empty where a row is not right yet."""
    if not rows.is_valid():
        return ()
    return tuple(Share(form.cleaned_data["buyer_id"], form.cleaned_data["share"]) for form in rows)


def put_on_rows(rows: Rows, invalid: Invalid) -> Invalid:
    """Put what is wrong with the buyers at the first row; return the rest."""
    for problem in invalid.problems:
        if problem.place == PLACE and rows.forms:
            rows.forms[0].add_error("share", problem_words(problem))
    return Invalid(problem for problem in invalid.problems if problem.place != PLACE)


def _typed_rows(data: QueryDict) -> list[dict[str, str]]:
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    number = min(int(total), MOST) if total.isdecimal() and len(total) < 4 else 0
    return [
        {name: data.get(f"{PREFIX}-{place}-{name}", "") for name in ("buyer_id", "share")} for place in range(number)
    ]
