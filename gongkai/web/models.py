"""限速: counted attempts on public forms; never the address they came from."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """提交次数: how often one client tried one thing within one window of time.

    ``key_digest`` is a keyed digest of the client's address, so the table tells nobody who came by.
    """

    scope = models.CharField("事项", max_length=40)
    key_digest = models.CharField("来源摘要", max_length=64)
    window_start = models.DateTimeField("时段起点", db_index=True)
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key_digest", "window_start"], name="one_row_per_window"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.window_start:%Y-%m-%d %H:%M} × {self.count}"
