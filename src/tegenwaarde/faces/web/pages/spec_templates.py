"""The spec texts themselves, for the administrator: versions, what changed, changing with a preview, and restoring."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.faces.web.text_parts import parts_of
from tegenwaarde.usecases.reading.spec_templates import (
    Preview,
    TemplatePage,
    differences,
    preview_choices,
    read_preview,
    read_template_page,
    read_templates,
    read_version,
    vocabulary,
)
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.spec_texts.save_template import (
    LONGEST_CHANGE,
    ChangedMeanwhile,
    restore_template,
    save_template,
)


class TemplateForm(PageForm):
    """The words of a text, what changed in them, and what to try them on."""

    words = forms.CharField(
        label=gettext_lazy("The text"),
        help_text=gettext_lazy("Write in Dutch, short and plain. What you can use is listed under the text."),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true", "lang": "nl"}),
        strip=False,
    )
    preview_with = forms.ChoiceField(
        label=gettext_lazy("Try the text on"),
        help_text=gettext_lazy("The preview fills the text in. Nothing is saved by it."),
    )
    change = forms.CharField(
        label=gettext_lazy("What did you change?"),
        help_text=gettext_lazy("For who reads the versions later. Needed when you save."),
        max_length=LONGEST_CHANGE,
        required=False,
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)


@page("spec.edit")
def spec_templates(request: HouseRequest) -> HttpResponse:
    """Show the spec texts with their versions in use."""
    return render(request, "pages/spec_texts/templates.html", {"lines": read_templates(actor=request.actor)})


@page("spec.edit")
def spec_template(request: HouseRequest, variant: str) -> HttpResponse:
    """Show a text with all its versions."""
    shown = read_template_page(actor=request.actor, variant=variant)
    return render(request, "pages/spec_texts/template.html", {"shown": shown})


@page("spec.edit", "GET", "POST")
def spec_template_version(request: HouseRequest, variant: str, version: int) -> HttpResponse:
    """Show one version with what changed in it, and restore it as a new one."""
    shown = read_version(actor=request.actor, variant=variant, number=version)
    if request.method == "POST":
        made = restore_template(
            actor=request.actor,
            variant=variant,
            number=version,
            based_on=shown.template.newest,
            today=request.today,
        )
        success(request, _("Version {number} is in use now.").format(number=made.number))
        return redirect("spec_template", variant=variant)
    return render(request, "pages/spec_texts/version.html", {"shown": shown})


@page("spec.edit", "GET", "POST")
def spec_template_edit(request: HouseRequest, variant: str) -> HttpResponse:
    """Change a text: look at a preview as often as needed, then save it as the next version."""
    shown = read_template_page(actor=request.actor, variant=variant)
    posted = request.method == "POST"
    form = TemplateForm(request.POST if posted else None, initial={"words": shown.text, "based_on": shown.newest})
    form.fields["preview_with"].choices = preview_choices(  # type: ignore[attr-defined]
        actor=request.actor, variant=variant
    )
    looking = "save" not in request.POST
    preview = None
    if posted and form.is_valid():
        try:
            if looking:
                preview = _preview(request, variant, form.cleaned_data)
            else:
                return _saved(request, variant, form.cleaned_data)
        except Invalid as invalid:
            show_problems(form, invalid)
        except ChangedMeanwhile as meanwhile:
            form.add_error("words", str(meanwhile))
    parts = parts_of(preview.blocks) if preview else []
    context = {"shown": shown, "form": form, "preview": preview, "parts": parts, **_beside(shown, form)}
    status = 422 if posted and form.errors else 200
    return render(request, "pages/spec_texts/edit.html", context, status=status)


def _preview(request: HouseRequest, variant: str, told: dict[str, Any]) -> Preview:
    return read_preview(
        actor=request.actor,
        variant=variant,
        words=told["words"],
        chosen=told["preview_with"],
        today=request.today,
    )


def _saved(request: HouseRequest, variant: str, told: dict[str, Any]) -> HttpResponse:
    made = save_template(
        actor=request.actor,
        variant=variant,
        words=told["words"],
        change=told["change"],
        based_on=told["based_on"],
        today=request.today,
    )
    success(request, _("Version {number} is in use now.").format(number=made.number))
    return redirect("spec_template", variant=variant)


def _beside(shown: TemplatePage, form: TemplateForm) -> dict[str, object]:
    """Return what stands beside the form: the words to use, and what was changed so far."""
    places, conditions = vocabulary()
    written = form.data.get("words", "") if form.is_bound else ""
    changes = differences(shown.text, written) if written else ()
    return {"places": places, "conditions": conditions, "changes": changes}


urlpatterns = [
    path("beheer/bestekteksten/", spec_templates, name="spec_templates"),
    path("beheer/bestekteksten/<slug:variant>/", spec_template, name="spec_template"),
    path("beheer/bestekteksten/<slug:variant>/wijzigen/", spec_template_edit, name="spec_template_edit"),
    path("beheer/bestekteksten/<slug:variant>/<int:version>/", spec_template_version, name="spec_template_version"),
]
