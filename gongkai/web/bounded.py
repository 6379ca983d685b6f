"""限量接收: an upload larger than the setting allows is stopped before it is stored, and never held in memory."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from gongkai.web.uploads import MEGABYTE

_FORM_ITSELF = 4 * MEGABYTE
"""What the fields of a form beside its file may take."""


class TooLarge(SuspiciousOperation):
    """过大: an upload that was stopped before it was stored; says the limit in Chinese."""


class BoundedUpload(FileUploadHandler):
    """限量接收: the first to see an upload: one larger than the setting allows is refused unread, or at the limit."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.limit: int = settings.UPLOAD_MEGABYTES * MEGABYTE
        self.received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (Django's name, given by keyword)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Judge by what the request says of its own length, before anything of it is read."""
        if content_length > self.limit + _FORM_ITSELF:
            raise self._refusal()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on, up to the limit."""
        self.received += len(raw_data)
        if self.received > self.limit:
            raise self._refusal()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the making of the file to the next handler; begin to count anew."""
        self.received = 0

    def _refusal(self) -> TooLarge:
        return TooLarge(f"上传的文件超过{self.limit // MEGABYTE}兆字节，没有接收。请压缩或者拆分后再上传。")
