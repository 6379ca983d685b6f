"""新闻发言人: where one is appointed, nobody else answers the public; the deputy of one who is away does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.press_conferences import Announced, ConferencePart, Held
from gongkai.law.response_flow import Act
from gongkai.law.spokespersons import objection_to_speaking
from gongkai.office.journal.establishment import enter_absence
from gongkai.publication.response.conferences import acts as conferences
from gongkai.publication.response.speaking import spokespersons
from tests.cast import Cast, official
from tests.publication.response.conftest import LATER, ON, handed, happened, logged_in, take, who

pytestmark = pytest.mark.django_db
DRAFT: dict[str, Any] = {"kind": "first", "title": "情况通报", "text": "无人员伤亡，请从二桥绕行。"}
RELEASE: dict[str, Any] = {"channel": "website", "at": f"{LATER:%Y-%m-%dT%H:%M}"}


def test_without_a_spokesperson_whoever_publishes_speaks_and_with_one_nobody_else() -> None:
    assert objection_to_speaking((), "zheng") is None and objection_to_speaking((), None) is None
    assert objection_to_speaking(("gao",), "gao") is None
    for who_else in ("zheng", None):
        refused = objection_to_speaking(("gao",), who_else)
        assert refused is not None and "发言人" in refused.reason and refused.basis is not None


def test_an_answer_goes_out_by_the_spokesperson_alone(people: Cast) -> None:
    event = happened(people.county)
    handed(event)
    take(event, Act.DRAFT, "zheng", LATER, **DRAFT)
    take(event, Act.APPROVE, "qian")
    official("gao", "高发言", people.county, "spokesperson")
    assert [each.name for each in spokespersons(people.county, ON)] == ["高发言"]
    with pytest.raises(Unlawful, match="由发言人发布"):
        take(event, Act.RELEASE, "zheng", LATER, **RELEASE)
    page = logged_in("zheng").get(f"/desk/response/{event.dossier_id}/").content.decode()
    assert "回应由新闻发言人发布：高发言" in page and "回应和新闻发布会由发言人发布" in page
    assert f"/desk/response/{event.dossier_id}/act/release/" not in page
    theirs = logged_in("gao").get(f"/desk/response/{event.dossier_id}/").content.decode()
    assert f"/desk/response/{event.dossier_id}/act/release/" in theirs
    assert take(event, Act.RELEASE, "gao", LATER, **RELEASE).file.first_at == LATER


def test_a_conference_is_announced_and_recorded_by_the_spokesperson_whose_name_is_there_at_once(people: Cast) -> None:
    official("gao", "高发言", people.county, "spokesperson")
    told = Announced("桥梁事故", LATER, "县政府", "高发言")
    with pytest.raises(Unlawful, match="由发言人发布"):
        conferences.announce(people.county, told, ConferencePart.HOSTED, on=ON, once="1", by=who("zheng"))
    row = conferences.announce(people.county, told, ConferencePart.HOSTED, on=ON, once="1", by=who("gao"))
    with pytest.raises(Unlawful, match="由发言人发布"):
        conferences.hold(row, Held(LATER, False, "高发言", "实录"), now=LATER, on=ON, by=who("zheng"))
    client = logged_in("gao")
    assert 'value="高发言"' in client.get("/desk/response/conferences/announce/").content.decode()
    assert "新闻发言人：高发言" in client.get("/desk/response/conferences/").content.decode()
    assert conferences.hold(row, Held(LATER, False, "高发言", "实录"), now=LATER, on=ON, by=who("gao")).state == "held"


def test_who_stands_in_for_a_spokesperson_who_is_away_speaks(people: Cast) -> None:
    gao = official("gao", "高发言", people.county, "spokesperson")
    until = ON + timedelta(days=2)
    enter_absence(people.county, gao, who("zheng"), since=ON, until=until, on=ON, by=who("qian"))
    assert [each.username for each in spokespersons(people.county, ON)] == ["zheng"]
    assert [each.username for each in spokespersons(people.county, ON + timedelta(days=5))] == ["gao"]
