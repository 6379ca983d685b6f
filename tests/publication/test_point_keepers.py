"""查阅点签收人: who keeps a point sees and signs what came to it, and no other page of the house is open to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.law.authorities import OFFICES, comes_from_outside
from gongkai.law.carriers import PointKind, Recipient
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Entry
from gongkai.publication.disclosure.carriers import acts, delivering, keepers
from gongkai.publication.disclosure.carriers.acts import Selected
from gongkai.publication.disclosure.carriers.delivering import GazetteAddressee
from gongkai.publication.disclosure.carriers.models import ReadingPoint
from gongkai.publication.disclosure.models import Content
from tests.cast import Cast, official
from tests.publication.conftest import DAY
from tests.publication.test_carriers import clerk as clerk
from tests.publication.test_carriers import content as content
from tests.publication.test_carriers import library as library
from tests.publication.test_interpretation_pages import desk, said


@pytest.fixture
def librarian(people: Cast) -> Official:
    return official("guan", "管样本", people.county, "point_keeper")


@pytest.fixture
def archive(people: Cast, library: ReadingPoint) -> ReadingPoint:
    opened = library.opened_on
    return acts.open_point(
        people.county, "示例县档案馆", PointKind.ARCHIVE, "示例路5号", "县档案馆", on=opened, by=None
    )


def test_a_keeper_sees_and_signs_what_came_to_the_own_point_and_nothing_else(
    library: ReadingPoint, archive: ReadingPoint, content: Content, clerk: Official, librarian: Official
) -> None:
    day: dict[str, Any] = {"on": DAY, "today": DAY, "by": clerk}
    keepers.appoint(library, librarian, on=DAY, by=clerk)
    mine, theirs = acts.transfer(library, DAY, **day), acts.transfer(archive, DAY, **day)
    selected = [Selected(content, "本级政府文件")]
    issue = acts.issue_gazette(acts.compose(content.authority, "示例县人民政府公报", selected, **day), 100, **day)
    sent = delivering.send(issue, GazetteAddressee(Recipient.POINT, point=library), 12, **day)
    other = delivering.send(issue, GazetteAddressee(Recipient.POINT, point=archive), 34, **day)
    client, own = desk("guan"), "/desk/points/own/"
    assert client.get("/desk/", follow=True).redirect_chain[-1][0] == own
    page = said(client, own)
    assert "示例县图书馆" in page and "示例县档案馆" not in page
    given = {"form_of_the_house": "1", "receipt": "馆收1号", "on": f"{DAY:%Y-%m-%d}"}
    assert client.post(f"{own}transfers/{mine.pk}/receipt/", given).status_code == 302
    assert client.post(f"{own}gazettes/{sent.pk}/receipt/", given).status_code == 302
    assert client.post(f"{own}transfers/{theirs.pk}/receipt/", given).status_code == 404
    assert client.post(f"{own}gazettes/{other.pk}/receipt/", given).status_code == 404
    signed = Entry.objects.of(content.authority).filter(act__in=["receive_transfer", "receive_gazette"])
    assert {entry.by_id for entry in signed} == {librarian.pk}, "signed by the keeper, not for the keeper"
    for closed in ("/desk/points/", f"/desk/points/{library.pk}/", "/desk/people/", "/desk/interpretations/all/"):
        assert client.get(closed).status_code in {403, 404}, closed
    keepers.relieve(keepers.keepers(library).get(), on=DAY, by=clerk)
    assert "示例县图书馆" not in said(client, own)


def test_only_who_has_the_office_is_appointed_and_nobody_by_themselves(
    library: ReadingPoint, clerk: Official, librarian: Official, people: Cast
) -> None:
    for who, by, refusal in (
        (clerk, librarian, "没有“馆、中心工作人员”岗位"),
        (librarian, librarian, "不能指定自己"),
    ):
        with pytest.raises(Unlawful, match=refusal):
            keepers.appoint(library, who, on=DAY, by=by)
    assert list(keepers.possible(library, DAY)) == [librarian]
    client, page = desk("zheng"), f"/desk/points/{library.pk}/"
    given = {"form_of_the_house": "1", "official": str(librarian.pk)}
    assert client.post(f"{page}keepers/", given).status_code == 302
    assert "管样本" in said(client, page) and not keepers.possible(library, DAY)
    with pytest.raises(Unlawful, match="已经是"):
        keepers.appoint(library, librarian, on=DAY, by=clerk)
    assert client.post(f"/desk/points/keepers/{keepers.keepers(library).get().pk}/end/").status_code == 302
    assert not keepers.kept(people.county, librarian).exists()


def _asked(resolver: URLResolver) -> Iterator[tuple[str, frozenset[Role], bool]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if (asked := getattr(pattern.callback, "asked", None)) is not None:
                yield str(pattern.name), asked, bool(getattr(pattern.callback, "ones_own", False))
        else:
            yield from _asked(pattern)


@pytest.mark.parametrize(
    ("office", "own"),
    [("point_keeper", {"own_points", "sign_transfer", "sign_gazette"}), ("invited_expert", {"assigned", "opinion"})],
)
def test_whoever_comes_from_outside_opens_only_what_asks_for_them(office: str, own: set[str]) -> None:
    roles = OFFICES[office].roles
    assert comes_from_outside(roles) and not comes_from_outside(roles | {Role.HANDLER})
    assert not comes_from_outside(frozenset()), "who has no role is held by what the pages ask"
    open_to = {name for name, asked, ones_own in _asked(get_resolver()) if asked & roles or (not asked and ones_own)}
    assert open_to == own | {"home", "due", "dossier", "notices", "notices_read", "morning_mail"}
