"""Certificates of a contract's supplier: recorded, renewed and withdrawn, with the effect shown first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.access.fence import require
from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.draft_forms import CertificateForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.certificates.labels import NewCertificate
from tegenwaarde.usecases.certificates.record_certificate import DECIDES, EffectNotSeen, record_certificate
from tegenwaarde.usecases.certificates.withdraw_certificate import withdraw_certificate
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.reading.certificates import (
    CertificatesPage,
    read_certificates,
    read_recording,
    read_withdrawing,
)
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.refusals import Invalid, Refused


class WithdrawForm(PageForm):
    """Why a certificate is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For example: recorded by mistake, or taken back by who gave it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@page("draft.see", "GET", "POST")
def certificates_of(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show the certificates of the supplier, ask for one more, and show what it does before it is recorded."""
    shown = read_certificates(actor=request.actor, contract_id=contract_id, today=request.today)
    if request.method != "POST":
        return _list(request, shown, _empty_form(request, shown))
    if not shown.may_record:
        require(request.actor, DECIDES)
    form = CertificateForm(request.POST, labels=shown.labels)
    if not form.is_valid() or request.POST.get("then") == "edit":
        return _list(request, shown, form, status=200 if form.is_valid() else 422)
    seen = request.POST.get("shown", "")
    try:
        if request.POST.get("then") != "save":
            return _effect(request, shown, form)
        record_certificate(
            actor=request.actor,
            supplier_id=shown.supplier_id,
            today=request.today,
            shown=seen,
            ports=request.ports,
            **form.cleaned_data,
        )
    except Invalid as invalid:
        show_problems(form, invalid)
        return _list(request, shown, form, status=422)
    except (EffectNotSeen, ChangedMeanwhile):
        return _effect(request, shown, form, changed=ChangedMeanwhile())
    success(request, _("The certificate is recorded."))
    return redirect("certificates_of", contract_id=contract_id)


@page("draft.see", "GET", "POST")
def certificate_withdraw(request: HouseRequest, contract_id: int, certificate_id: int) -> HttpResponse:
    """Ask whether a certificate is withdrawn, with what that does and a reason."""
    shown = read_certificates(actor=request.actor, contract_id=contract_id, today=request.today)
    about: dict[str, Any] = {"actor": request.actor, "contract_id": contract_id, "certificate_id": certificate_id}
    held, effect = read_withdrawing(**about, today=request.today)
    form = WithdrawForm(request.POST or None)
    changed: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_certificate(
                **about,
                reason=form.cleaned_data["reason"],
                shown=request.POST.get("shown", ""),
                today=request.today,
                ports=request.ports,
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        except (EffectNotSeen, ChangedMeanwhile):
            changed = ChangedMeanwhile()
        else:
            success(request, _("The certificate was withdrawn."))
            return redirect("certificates_of", contract_id=contract_id)
    context = {"shown": shown, "held": held, "effect": effect, "form": form, "changed": changed, "danger": True}
    status = 200 if request.method != "POST" else 409 if changed else 422
    return render(request, "pages/certificates/withdraw.html", context, status=status)


def _empty_form(request: HouseRequest, shown: CertificatesPage) -> CertificateForm:
    """Return a form to fill in; for a renewal it begins on the day after the certificate that lapses."""
    form = CertificateForm(labels=shown.labels)
    asked = request.GET.get("verleng", "")
    for one in shown.rows:
        if asked == str(one.certificate_id) and one.removed_on is None:
            form.initial = {"label": one.label_id, "first_day": one.last_day + timedelta(days=1)}
    return form


def _list(request: HouseRequest, shown: CertificatesPage, form: CertificateForm, *, status: int = 200) -> HttpResponse:
    head = read_head(actor=request.actor, contract_id=shown.contract_id, today=request.today)
    context: dict[str, Any] = {"head": head, "shown": shown, "form": form, "tab": "obligation"}
    return render(request, "pages/certificates/list.html", context, status=status)


def _effect(
    request: HouseRequest, shown: CertificatesPage, form: CertificateForm, *, changed: Refused | None = None
) -> HttpResponse:
    effect = read_recording(
        actor=request.actor,
        contract_id=shown.contract_id,
        new=NewCertificate(**form.cleaned_data),
        today=request.today,
    )
    label = dict(shown.labels)[form.cleaned_data["label"]]
    context = {"shown": shown, "asked": form, "effect": effect, "label": label, "changed": changed}
    return render(request, "pages/certificates/confirm.html", context, status=409 if changed else 200)


urlpatterns = [
    path("dossiers/<int:contract_id>/keurmerken/", certificates_of, name="certificates_of"),
    path(
        "dossiers/<int:contract_id>/keurmerken/<int:certificate_id>/intrekken/",
        certificate_withdraw,
        name="certificate_withdraw",
    ),
]
