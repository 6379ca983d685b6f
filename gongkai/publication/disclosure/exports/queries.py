"""导出查询: the files, which columns were chosen last time, and the rows by what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.exports.reading import guess, remembered
from gongkai.publication.disclosure.models import ChannelExport, ExportMapping, ExportRow


def exports(authority: Authority) -> OwnedQuerySet[ChannelExport]:
    """渠道导出: the newest first."""
    return ChannelExport.objects.of(authority).select_related("batch").defer("table").order_by("-pk")


def columns(export: ChannelExport, head: int | None = None) -> dict[str, int]:
    """列: as they were chosen the last time for this channel, else as their names tell."""
    heads = export.table[export.head if head is None else head]
    last = ExportMapping.objects.of(export.authority).filter(channel=export.channel).first()
    return remembered(heads, last.columns) if last else guess(heads)


def rows(export: ChannelExport) -> OwnedQuerySet[ExportRow]:
    """各行."""
    return ExportRow.objects.of(export.authority).filter(export=export).order_by("number")


def matched(export: ChannelExport) -> OwnedQuerySet[ExportRow]:
    """已对应: sure or confirmed."""
    return rows(export).filter(decided=True, match__isnull=False)


def doubtful(export: ChannelExport) -> OwnedQuerySet[ExportRow]:
    """待确认: found alike; a person must look."""
    return rows(export).filter(decided=False, match__isnull=False)


def unmatched(export: ChannelExport) -> OwnedQuerySet[ExportRow]:
    """无对应: published elsewhere without an original on the portal (第一平台)."""
    return rows(export).filter(match=None, trouble="")


def troubled(export: ChannelExport) -> OwnedQuerySet[ExportRow]:
    """不能用的行: with the reason of each."""
    return rows(export).exclude(trouble="")


@dataclass(frozen=True)
class Summary:
    """匹配情况: how many rows came to what."""

    matched: int
    doubtful: int
    unmatched: int
    troubled: int


def summary(export: ChannelExport) -> Summary:
    """匹配情况."""
    return Summary(*(each(export).count() for each in (matched, doubtful, unmatched, troubled)))
