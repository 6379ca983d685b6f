"""村务海报: a notice as a sheet to be put up, with its days and a code that leads to it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from gongkai.casework.villages.boards.models import VillageNotice
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villages import Readership, Showing
from gongkai.papers.pdf import Pdf
from gongkai.papers.pdf.posters import Poster, write_poster
from gongkai.web.context import base_of


def address_of(request: HttpRequest, notice: VillageNotice) -> str:
    """原文网址: what the code leads to; of the site, or of whoever was asked where the site has no name yet."""
    path = reverse("villages:notice", args=[notice.authority.code, notice.pk])
    base = base_of(request)
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def days_told(shown: Showing) -> str:
    """公示期（汉字）: both days and how many they are."""
    return f"{chinese_date(shown.since)}至{chinese_date(shown.until)}，共{shown.days}日"


def poster(request: HttpRequest, notice: VillageNotice) -> Pdf:
    """海报: of a notice for everybody; one for villagers alone is not put up where everybody passes."""
    address = address_of(request, notice)
    facts = [("公示期", days_told(notice.showing))]
    if notice.contact:
        facts.append(("监督电话", notice.contact))
    facts.append(("原文", address.partition("://")[2]))
    return write_poster(
        Poster(
            authority=notice.authority.name,
            sort=VillageAffair(notice.affair).label,
            title=notice.title,
            text=notice.text,
            facts=tuple(facts),
            address=address,
            made_on=notice.posted_on,
        )
    )


def is_for_paper(notice: VillageNotice) -> bool:
    """可否张贴."""
    return notice.readership == Readership.EVERYBODY
