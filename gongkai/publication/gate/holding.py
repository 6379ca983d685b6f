"""拦下的留下: a page whose act the gate refused leaves what was found at the desk, though the act itself is undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponseBase

from gongkai.office.authorities.guards import DeskRequest
from gongkai.publication.gate.acts import HeldBack, screen_all
from gongkai.publication.gate.sweeping import tell
from gongkai.web import clock

P = ParamSpec("P")
View = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def remembered(view: View[P]) -> View[P]:
    """留下筛查结果: beneath the guard of a page that publishes."""

    @wraps(view)
    def publishing(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except HeldBack as held:
            today = clock.today()
            tell(held.authority, screen_all(held.authority, held.parts, on=today, by=request.official), today)
            raise

    return publishing
