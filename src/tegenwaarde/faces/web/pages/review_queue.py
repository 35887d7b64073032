"""The review queue: filtered, sorted, a page at a time; and deciding about several reports at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.messages import success, warning
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.review_view import chosen_in, chosen_words, number, view_of
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.reading.queue import PAGE, Queue, View, read_queue
from tegenwaarde.usecases.reading.queue_rows import AGAIN, CORRECTION, NEW
from tegenwaarde.usecases.reading.several import read_outcome, read_several
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.review.decide_several import Chosen, Decision, Outcome, approve_several, refuse_several

COLUMNS = (
    ("melding", gettext_lazy("Report"), ""),
    ("opdrachtnemer", gettext_lazy("Supplier"), ""),
    ("dossier", gettext_lazy("Contract"), ""),
    ("sinds", gettext_lazy("Waiting since"), ""),
    ("waarde", gettext_lazy("Value"), "tw-money"),
)
KIND_WORDS = {
    NEW: gettext_lazy("New"),
    CORRECTION: gettext_lazy("Changes"),
    AGAIN: gettext_lazy("Submitted again"),
}
VERBS = {
    "goedkeuren": Decision.APPROVED,
    "terugsturen": Decision.RETURNED,
    "afkeuren": Decision.REJECTED,
}


class OneReasonForm(PageForm):
    """Why all of them are returned or rejected."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The suppliers read this with each of these reports. Say what has to be different."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


@page("queue.see")
def queue(request: HouseRequest) -> HttpResponse:
    """Show what waits for review."""
    view = view_of(request)
    shown = read_queue(actor=request.actor, view=view, page=number(request.GET.get("page", "")))
    context = {
        "shown": shown,
        "view": view,
        "heads": [_head(view, *column) for column in COLUMNS],
        "chips": _chips(shown, view),
        "lists": _lists(shown, view),
        "kept": {name: value for name, value in view.words.items() if name not in LISTS},
        "page": Paginator(range(shown.found), PAGE).get_page(shown.page),
    }
    return render(request, "pages/review/queue.html", context)


@page("report.return", "GET", "POST")
def review_several(request: HouseRequest) -> HttpResponse:
    """Name what will and what will not go through, and decide about it."""
    view, chosen = view_of(request), chosen_in(request.GET)
    verb = request.GET.get("wat", "")
    if verb not in VERBS or not chosen:
        return redirect(_queue(view))
    decision = VERBS[verb]
    asks_reason = decision is not Decision.APPROVED
    form = OneReasonForm(request.POST if request.method == "POST" else None) if asks_reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        outcomes = _decided(request, decision, chosen, form)
        if outcomes is not None:
            _tell(request, outcomes)
            words = [("wat", verb), *view.words.items(), *chosen_words(chosen)]
            return redirect(f"{reverse('review_outcome')}?{urlencode(words)}")
    context = {
        "shown": read_several(actor=request.actor, decision=decision, chosen=chosen),
        "verb": verb,
        "form": form,
        "back": _queue(view),
        "danger": decision is Decision.REJECTED,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/review/several.html", context, status=status)


@page("report.return")
def review_outcome(request: HouseRequest) -> HttpResponse:
    """Show what became of each of the chosen reports."""
    view, chosen = view_of(request), chosen_in(request.GET)
    verb = request.GET.get("wat", "")
    if verb not in VERBS or not chosen:
        return redirect(_queue(view))
    shown = read_outcome(actor=request.actor, decision=VERBS[verb], chosen=chosen)
    return render(request, "pages/review/outcome.html", {"shown": shown, "verb": verb, "back": _queue(view)})


def _decided(
    request: HouseRequest, decision: Decision, chosen: tuple[Chosen, ...], form: OneReasonForm | None
) -> tuple[Outcome, ...] | None:
    """Decide, and return what became of each; None, with the reason in the form, where nothing was decided."""
    if form is None:
        return approve_several(actor=request.actor, chosen=chosen, today=request.today)
    try:
        return refuse_several(
            actor=request.actor,
            chosen=chosen,
            decision=decision,
            reason=form.cleaned_data["reason"],
            ports=request.ports,
            today=request.today,
        )
    except Invalid as invalid:
        show_problems(form, invalid)
        return None


def _tell(request: HouseRequest, outcomes: tuple[Outcome, ...]) -> None:
    done = sum(outcome.done for outcome in outcomes)
    left = len(outcomes) - done
    if done:
        success(
            request,
            ngettext("%(n)s report was decided about.", "%(n)s reports were decided about.", done) % {"n": done},
        )
    if left:
        words = ngettext("%(n)s report was left as it is.", "%(n)s reports were left as they are.", left)
        warning(request, words % {"n": left})


def _queue(view: View) -> str:
    return reverse("queue") + (f"?{view.query}" if view.query else "")


def _head(view: View, name: str, label: Any, css: str) -> dict[str, Any]:
    return {
        "label": label,
        "css": css,
        "query": view.but(order=f"-{name}" if view.order == name else name),
        "sorted": {name: "ascending", f"-{name}": "descending"}.get(view.order, ""),
    }


def _chips(shown: Queue, view: View) -> list[dict[str, Any]]:
    """Return the filters that are one click each; a chosen one leads back."""
    chips = [
        {
            "words": KIND_WORDS[kind],
            "count": count,
            "query": view.but(kind="" if view.kind == kind else kind),
            "chosen": view.kind == kind,
        }
        for kind, count in shown.kinds.items()
        if count or view.kind == kind
    ]
    flags = (
        ("marked", _("Something to look at"), shown.marked),
        ("question", _("Question open"), shown.questions),
        ("mine", _("Dossiers that I worked on"), shown.mine),
    )
    for name, words, count in flags:
        chosen = getattr(view, name)
        if count or chosen:
            chips.append({"words": words, "count": count, "query": view.but(**{name: not chosen}), "chosen": chosen})
    return chips


LISTS = {"opdrachtnemer", "contract", "opdrachtgever", "bouwblok"}


def _lists(shown: Queue, view: View) -> list[dict[str, Any]]:
    """Return the filters with many choices."""
    return [
        {"name": "opdrachtnemer", "label": _("Supplier"), "choices": shown.suppliers, "chosen": str(view.supplier_id)},
        {"name": "contract", "label": _("Contract"), "choices": shown.contracts, "chosen": str(view.contract_id)},
        {"name": "opdrachtgever", "label": _("Buyer"), "choices": shown.buyers, "chosen": str(view.buyer_id)},
        {"name": "bouwblok", "label": _("Building block"), "choices": shown.blocks, "chosen": view.block},
    ]


urlpatterns = [
    path("beoordelen/", queue, name="queue"),
    path("beoordelen/samen/", review_several, name="review_several"),
    path("beoordelen/samen/uitkomst/", review_outcome, name="review_outcome"),
]
