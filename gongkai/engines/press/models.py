"""静态页: what the press knows of each page it has put in place; the basis to compare the files with."""

from __future__ import annotations

from django.db import models


class PressedPage(models.Model):
    """静态页: one page of one look, with the digest of its bytes. ``owner`` is the first part of its address.

    ``wide`` marks a page that links to more contents than are kept one by one. ``day`` is the day it was last rendered for.
    """

    look = models.CharField("版式", max_length=20, blank=True)
    address = models.CharField("地址", max_length=600)
    owner = models.CharField("所属", max_length=40, blank=True)
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveIntegerField("字节数")
    wide = models.BooleanField("链接众多", default=False)
    day = models.DateField("出版日")

    class Meta:
        verbose_name = verbose_name_plural = "静态页"
        indexes = [
            models.Index(name="pressed_of_owner", fields=["owner", "id"]),
            models.Index(name="pressed_on_day", fields=["day", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="pressed_once", fields=["address", "look"], violation_error_message="该页已经登记"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.look}{self.address}"


class PressedLink(models.Model):
    """静态页链接: which page leads to which; ``target`` is a number made from the address, small enough to index."""

    page = models.ForeignKey(PressedPage, models.CASCADE, related_name="links", verbose_name="静态页")
    target = models.BigIntegerField("所链")

    class Meta:
        verbose_name = verbose_name_plural = "静态页链接"
        indexes = [models.Index(name="pressed_link_to", fields=["target", "page"])]

    def __str__(self) -> str:
        return f"{self.page_id}→{self.target}"


class PressTurn(models.Model):
    """出版轮次: one row, the lock of the press. Every withdrawal moves ``number`` on; ``edition`` names the templates."""

    number = models.BigIntegerField("轮次", default=0)
    edition = models.CharField("版本", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "出版轮次"

    def __str__(self) -> str:
        return str(self.number)
