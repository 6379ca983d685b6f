"""拦下的留下: a page whose act the gate refused leaves what was found at the desk, though the act itself is undone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gongkai.publication.gate.acts import HeldBack, screen_all
from gongkai.publication.gate.sweeping import tell
from gongkai.web import clock

Respond = Callable[[HttpRequest], HttpResponseBase]


class HeldBackIsRemembered:
    """留下筛查结果: of whatever page it was, so that no page that publishes can forget it."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let every request pass."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Look through it once more, outside of the act that was undone; the page is left to who draws it."""
        if isinstance(exception, HeldBack):
            today, official = clock.today(), getattr(request, "official", None)
            tell(exception.authority, screen_all(exception.authority, exception.parts, on=today, by=official), today)


def remembered(respond: Respond) -> HeldBackIsRemembered:
    """留下筛查结果: the middleware by the name the settings give it."""
    return HeldBackIsRemembered(respond)
