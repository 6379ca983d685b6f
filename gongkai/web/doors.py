"""门: which pages the public may read without logging in.

``LoginRequiredMiddleware`` closes every page; a portal page is opened one by one with ``@public``. A room keeps two
lists in its ``urls.py``, ``portal`` and ``desk``; ``gongkai/urls.py`` mounts the first under ``/<code>/…`` (the code of
the authority in the address), the second under ``/desk/…``, both in one namespace named after the room. A portal view
is therefore ``def apply(request, code: str)`` and finds the authority of the address in ``request.authority``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]

_PUBLIC: set[str] = set()
_KEYED: set[str] = set()


def public(view: View[R, P]) -> View[R, P]:
    """公开页面: open this view to everybody and enter it in the list that the structural test reads."""
    _PUBLIC.add(view_name(view))
    return login_not_required(view)


def keyed(view: View[R, P]) -> View[R, P]:
    """持钥接口: a view for other systems, which show a key of their own instead of the token of a form.

    It asks for the key itself and answers 401 to who has none; the structural test reads the list and tries each.
    """
    _KEYED.add(view_name(view))
    return csrf_exempt(login_not_required(view))


def keyed_views() -> frozenset[str]:
    """持钥接口清单: the dotted names of the views opened by ``keyed``."""
    return frozenset(_KEYED)


def public_views() -> frozenset[str]:
    """公开页面清单: the dotted names of the views opened by ``public``."""
    return frozenset(_PUBLIC)


def view_name(view: Callable[..., object]) -> str:
    """视图名: module and name, as it stands in the list."""
    return f"{view.__module__}.{view.__qualname__}"
