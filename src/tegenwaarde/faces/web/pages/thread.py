"""The form with which both sides say something about a report; it stands under the thread on two pages."""

from __future__ import annotations

from django import forms
from django.contrib.messages import success
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import HouseRequest, show_problems
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.thread.say import LONGEST, say


class MessageForm(PageForm):
    """A question or an answer."""

    text = forms.CharField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy("Both sides read this. Never write a citizen service number (BSN)."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )
    asks = forms.BooleanField(label=gettext_lazy("I ask for an answer"), required=False)


def said(request: HouseRequest, report_id: int) -> MessageForm | None:
    """Add what was sent to the thread; the form with its problems where that was refused, None where it was added."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return form
    try:
        say(
            actor=request.actor,
            report_id=report_id,
            text=form.cleaned_data["text"],
            asks=form.cleaned_data["asks"],
            ports=request.ports,
            today=request.today,
        )
    except Invalid as invalid:
        show_problems(form, invalid)
        return form
    success(request, _("Your message stands in the thread."))
    return None
