"""媒体节目、外部报道: what television, radio and newspapers carry for an authority, and what they say of it by themselves.

A programme that carries a content releases it, and the content still counts once (国办发〔2014〕32号). What media report of an
authority is no release of anything: it is registered, listed and never counted as made public. Whether a report is kind is not
asked: a register that sorts by praise is soon a register of praise.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from gongkai.law.disclosure import CHANNELS_NAMED, ReleaseChannel
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word

BROADCASTING = (ReleaseChannel.TELEVISION, ReleaseChannel.RADIO, ReleaseChannel.NEWSPAPER)
"""媒体节目的渠道."""
LONGEST_MINUTES = 24 * 60
_UNHEARD = re.compile(r"[\s《》〈〉“”\"'‘’「」·,，.。:：、!！?？\-—_()（）]+")


class CoverageLevel(Word):
    """媒体级别: of the medium that reported."""

    NATIONAL = "national", "中央"
    PROVINCIAL = "provincial", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TRADE = "trade", "行业"
    OTHER = "other", "其他"


class CoverageSource(Word):
    """稿件来源: whether the authority handed in what was printed, or the medium went and looked."""

    OFFERED = "offered", "本单位供稿"
    REPORTED = "reported", "媒体采写"


@dataclass(frozen=True, slots=True)
class Aired:
    """节目登记: on which station or in which paper, in what column, when and where in it, for how long, about what."""

    channel: ReleaseChannel
    outlet: str
    series: str
    title: str
    aired_on: date
    edition: str
    theme: str
    minutes: int = 0

    def __post_init__(self) -> None:
        if self.channel not in BROADCASTING:
            options = "、".join(each.label for each in BROADCASTING)
            raise Unlawful(f"媒体节目的渠道应为{options}", CHANNELS_NAMED, field="channel")
        printed = self.channel is ReleaseChannel.NEWSPAPER
        for name, label in (
            ("outlet", "报名" if printed else "台名"),
            ("title", "题目"),
            ("edition", "版次" if printed else "播出时间"),
            ("theme", "主题"),
        ):
            if not getattr(self, name).strip():
                raise Unlawful(f"请填写{label}", CHANNELS_NAMED, field=name)
        if printed and self.minutes:
            raise Unlawful("报刊没有时长", CHANNELS_NAMED, field="minutes")
        if not printed and not 1 <= self.minutes <= LONGEST_MINUTES:
            raise Unlawful(f"时长应在1至{LONGEST_MINUTES}分钟之间", CHANNELS_NAMED, field="minutes")

    @property
    def carrier(self) -> str:
        """载体: as the release of its content names it."""
        return (
            f"{self.outlet.strip()}《{self.series.strip()}》"[:100]
            if self.series.strip()
            else self.outlet.strip()[:100]
        )

    @property
    def proof(self) -> str:
        """凭证: words by which anybody finds it again."""
        where = "刊于" if self.channel is ReleaseChannel.NEWSPAPER else "播出于"
        lasting = f"，{self.minutes}分钟" if self.minutes else ""
        return f"《{self.title.strip()}》{where}{self.carrier} {self.aired_on:%Y-%m-%d} {self.edition.strip()}{lasting}"


@dataclass(frozen=True, slots=True)
class Reported:
    """报道登记: which medium, when, under what title and address, and what it is about."""

    outlet: str
    level: CoverageLevel
    source: CoverageSource
    on: date
    title: str
    address: str = ""
    matter: str = ""

    def __post_init__(self) -> None:
        for name, label in (("outlet", "媒体"), ("title", "标题")):
            if not getattr(self, name).strip():
                raise Unlawful(f"请填写{label}", field=name)
        if self.address.strip():
            address_key(self.address)

    @property
    def key(self) -> str:
        """网址要点: empty where it has no address."""
        return address_key(self.address) if self.address.strip() else ""

    @property
    def name_key(self) -> str:
        """名称要点: medium and title without marks and spaces, so that the same report is known again."""
        return f"{plain_name(self.outlet)}|{plain_name(self.title)}"


def address_key(address: str) -> str:
    """网址要点: what makes two addresses the same page: not the protocol, not www, not what follows a #."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        raise Unlawful("网址写法有误", field="address") from None
    if parts.scheme not in ("http", "https") or "." not in host:
        raise Unlawful("网址应以http://或者https://开头", field="address")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def plain_name(text: str) -> str:
    """净名: without marks, spaces and differences of width."""
    return _UNHEARD.sub("", unicodedata.normalize("NFKC", text)).lower()
