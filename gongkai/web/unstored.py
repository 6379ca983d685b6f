"""不存的上传: files that are held in memory while a request lasts and never touch the disk.

``FILE_UPLOAD_HANDLERS`` writes what is larger than a few megabytes to a temporary file. A page that promises to keep nothing
names its own limit and takes its files by ``unstored``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from gongkai.web.bounded import TooLarge
from gongkai.web.doors import View
from gongkai.web.uploads import MEGABYTE

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


class HeldInMemory(MemoryFileUploadHandler):
    """在内存接收: every file of the request in memory; a request of more than ``limit`` bytes is refused unread."""

    def __init__(self, request: HttpRequest, limit: int) -> None:
        super().__init__(request)
        self.limit = limit

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (Django's name, given by keyword)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Judge by what the request says of its own length; no more than that is ever read."""
        if content_length > self.limit:
            raise TooLarge(f"上传的内容合计超过{self.limit // MEGABYTE}兆字节，没有接收。")
        self.activated = True


def unstored(megabytes: int) -> Callable[[View[R, P]], View[R, P]]:
    """不存的上传: a view whose files are held in memory, so many megabytes to a request at most.

    The token of the form is looked at only after the handler stands in place: reading it reads the files.
    """

    def guard(view: View[R, P]) -> View[R, P]:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def held(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request.upload_handlers = [HeldInMemory(request, megabytes * MEGABYTE)]
            return protected(request, *args, **kwargs)

        return held

    return guard
