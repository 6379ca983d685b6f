"""表单旁: what a room puts beside a form of another room, by the name of the form.

A room that has something to put there keeps a module ``beside`` with ``BESIDE``, a function of the request, the name of the
form and the names of the fields that were found wrong. A page says only where: ``{{ beside(request, "ticket-reply", form) }}``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from django.apps import apps
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.module_loading import module_has_submodule
from markupsafe import Markup

Provider = Callable[[HttpRequest, str, frozenset[str]], str]


@cache
def providers() -> tuple[Provider, ...]:
    """各房间所放: ``BESIDE`` of every room that has a module ``beside``."""
    found: list[Provider] = []
    for room in apps.get_app_configs():
        if room.module is not None and room.name.startswith("gongkai.") and module_has_submodule(room.module, "beside"):
            module = import_module(f"{room.name}.beside")
            found += [module.BESIDE] if hasattr(module, "BESIDE") else []
    return tuple(found)


def beside(request: HttpRequest, name: str, form: BaseForm | None = None) -> Markup:
    """表单旁: what the rooms say about this form; ``form`` tells which of its fields were found wrong."""
    wrong = frozenset(form.errors) if form is not None and form.is_bound else frozenset[str]()
    return Markup("").join(Markup(provide(request, name, wrong)) for provide in providers())  # noqa: S704 (drawn by templates)
