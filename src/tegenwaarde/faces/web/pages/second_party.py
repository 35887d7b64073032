"""Confirmations by a second party: asking on a report, and the public page behind the link."""

from __future__ import annotations

from django import forms
from django.contrib.messages import success
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import PUBLIC, HouseRequest, page, show_problems
from tegenwaarde.faces.web.throttle import too_many
from tegenwaarde.usecases.reading.second_party import SecondPartyPage, read_question, read_second_party
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.second_party.answer import LinkGone, answer_question
from tegenwaarde.usecases.second_party.ask import Asked, ask_second_party
from tegenwaarde.usecases.second_party.withdraw import withdraw_request

SEEN_BY_THE_READER_ALONE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
MOST_WRONG_LINKS, WITHIN_SECONDS = 20, 600


class AskForm(PageForm):
    """What to have confirmed, and by whom."""

    kind = forms.ChoiceField(label=gettext_lazy("What can the other party confirm?"), widget=forms.RadioSelect)
    party = forms.CharField(
        label=gettext_lazy("Who can confirm this?"),
        help_text=gettext_lazy("The name of the company or the school."),
        error_messages={"required": gettext_lazy("Fill in who can confirm this: a company or a school.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The link is mailed to this address. Without an address you pass the link on yourself."),
        required=False,
    )

    def __init__(self, *args: object, shown: SecondPartyPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.kind, one.label) for one in shown.choices]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["kind"].initial = choices[0][0]


class AnswerForm(PageForm):
    """Who answers, and what is not right."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("It is kept with your answer, for who asked and for the buyer that reads the report."),
        error_messages={"required": gettext_lazy("Fill in your name.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("What is not right?"),
        help_text=gettext_lazy(
            "Only if something is wrong. Do not write a name or a citizen service number (BSN) here."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


@page("report.facts", "GET", "POST")
def second_party(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show what second parties were asked; the button asks, and its answer shows the link this once."""
    shown = read_second_party(actor=request.actor, report_id=report_id, today=request.today)
    form = AskForm(request.POST or None, shown=shown)
    if request.method != "POST":
        return render(request, "pages/second_party/ask.html", {"shown": shown, "form": form})
    if form.is_valid() and (asked := _asked(request, report_id, form)):
        return render(request, "pages/second_party/asked.html", {"shown": shown, "asked": asked})
    return render(request, "pages/second_party/ask.html", {"shown": shown, "form": form}, status=422)


def _asked(request: HouseRequest, report_id: int, form: AskForm) -> Asked | None:
    try:
        return ask_second_party(
            actor=request.actor, report_id=report_id, ports=request.ports, today=request.today, **form.cleaned_data
        )
    except Invalid as invalid:
        show_problems(form, invalid)
    return None


@page("second_party.ask", "POST")
def second_party_withdraw(request: HouseRequest, report_id: int, request_id: int) -> HttpResponse:
    """Close an open question."""
    withdraw_request(actor=request.actor, report_id=report_id, request_id=request_id, today=request.today)
    success(request, _("The question is withdrawn: its link does not work any more."))
    return redirect("second_party", report_id=report_id)


@page(PUBLIC, "GET", "POST")
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question behind a link; only a button answers it (mail scanners open links)."""
    house: HouseRequest = request  # type: ignore[assignment]
    try:
        return _kept_apart(_answer(house, token))
    except LinkGone:
        return _kept_apart(_gone(house))


def _answer(request: HouseRequest, token: str) -> HttpResponse:
    question = read_question(token=token, today=request.today)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        confirmed = "confirmed" in request.POST
        try:
            answer_question(
                actor=request.actor, token=token, confirmed=confirmed, today=request.today, **form.cleaned_data
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            return redirect("second_party_thanks")
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/second_party/question.html", {"question": question, "form": form}, status=status)


def _gone(request: HouseRequest) -> HttpResponse:
    """Say that the link leads nowhere, and nothing of why; who tries many has to wait."""
    waits = too_many(request, "second-party", most=MOST_WRONG_LINKS, seconds=WITHIN_SECONDS)
    response = render(request, "pages/second_party/gone.html", {"waits": waits}, status=429 if waits else 410)
    if waits:
        response["Retry-After"] = str(WITHIN_SECONDS)
    return response


def _kept_apart(response: HttpResponse) -> HttpResponse:
    """Keep the link out of caches, search engines and the addresses that other sites are told."""
    for name, value in SEEN_BY_THE_READER_ALONE.items():
        response[name] = value
    return response


@page(PUBLIC)
def thanks(request: HttpRequest) -> HttpResponse:
    """Say thank you; the address holds nothing."""
    return render(request, "pages/second_party/thanks.html")


urlpatterns = [
    path("invulling/<int:report_id>/bevestigen/", second_party, name="second_party"),
    path(
        "invulling/<int:report_id>/bevestigen/<int:request_id>/intrekken/",
        second_party_withdraw,
        name="second_party_withdraw",
    ),
    path("bevestigen/bedankt/", thanks, name="second_party_thanks"),
    # The link itself is the proof of who may answer, and a browser that is told to keep it to itself sends no origin.
    path("bevestigen/<str:token>/", csrf_exempt(answer), name="second_party_answer"),
]
