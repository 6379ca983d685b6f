"""领导小组和三到位: any day tells the list in force; lights follow from who serves, and a dark one waits for a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.people.leading_groups import Group, Member, Seat, adjusted, read_members, written
from gongkai.law.people.lights import Light, LightOn, Shine, ThreeLights, light_count
from gongkai.office.authorities.models import Official, Posting
from gongkai.office.authorities.queries import profile_print
from gongkai.office.journal import establishment
from gongkai.oversight.people.groups import acts, queries
from gongkai.oversight.people.lights import acts as light_acts
from gongkai.oversight.people.lights import queries as lights
from gongkai.web import clock
from tests.cast import Cast, cast, official

TODAY = date(2025, 11, 20)
LIST = "组长 王示例 县委副书记、县长\n副组长 李样本 常务副县长\n成员 张测试 政府办主任"


def group(members: str = LIST, name: str = "示例县政务公开领导小组") -> Group:
    return Group(name, f"{name}办公室", "示例县人民政府办公室", "示政办发〔2025〕1号", read_members(members))


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


# -- the leading group ---------------------------------------------------------------------------------------------------

NAMES = st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=4)
MEMBERS = st.lists(
    st.tuples(st.sampled_from([Seat.DEPUTY, Seat.MEMBER]), NAMES), max_size=8, unique_by=lambda each: each[1]
)


@given(MEMBERS)
def test_a_list_of_members_is_read_as_it_was_written(told: list[tuple[Seat, str]]) -> None:
    members = tuple(Member(seat, name, f"{name}的职务、兼职") for seat, name in told)
    assert read_members(written(members)) == members


@given(MEMBERS, MEMBERS)
def test_an_adjustment_tells_of_everybody_who_came_or_went(
    one: list[tuple[Seat, str]], other: list[tuple[Seat, str]]
) -> None:
    head = Member(Seat.HEAD, "组长本人", "县长")
    before, after = (
        Group("小组", "办公室", "政府办", "文", (head, *(Member(seat, name, "职务") for seat, name in told)))
        for told in (one, other)
    )
    said = list(adjusted(before, after))
    then, there = {name for _, name in one}, {name for _, name in other}
    assert sum(line.startswith("增加") for line in said) == len(there - then)
    assert sum(line.endswith("不再担任") for line in said) == len(then - there)
    assert (not said) == ({name: seat for seat, name in one} == {name: seat for seat, name in other})


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ("副组长 李样本 副县长", "组长应当有且只有一人"),
        ("组长 王示例 县长\n成员 王示例 主任", "出现两次"),
        ("组长 王示例", "第1行应写明"),
        ("主任 王示例 县长", "第1行应以组长、副组长、成员开头"),
    ],
)
def test_a_list_no_paper_would_have_is_refused_by_its_line(members: str, says: str) -> None:
    with pytest.raises(Unlawful, match=says):
        group(members)


@pytest.mark.django_db
def test_any_day_tells_the_list_that_was_in_force(people: Cast) -> None:
    first = acts.issue(people.county, group(), date(2024, 3, 1), on=TODAY, by=people.li)
    changed = group(LIST.replace("李样本", "周演示"))
    acts.issue(people.county, changed, date(2025, 2, 1), on=TODAY, by=people.li, seen=1)
    assert queries.as_of(people.county, date(2024, 2, 29)) is None
    assert queries.as_of(people.county, date(2025, 1, 31)) == first
    now = queries.as_of(people.county, TODAY)
    assert now is not None and now.group.of(Seat.DEPUTY)[0].name == "周演示"
    told = queries.history(people.county)[0].changes
    assert told == ("增加副组长周演示（常务副县长）", "副组长李样本（常务副县长）不再担任")
    with pytest.raises(Unlawful, match="没有调整"):
        acts.issue(people.county, changed, date(2025, 3, 1), on=TODAY, by=people.li, seen=2)
    with pytest.raises(Unlawful, match="已被他人调整"):
        acts.issue(people.county, group(), date(2025, 3, 1), on=TODAY, by=people.li, seen=1)
    with pytest.raises(Unlawful, match="应晚于上一版"):
        acts.issue(people.county, group(), date(2025, 2, 1), on=TODAY, by=people.li, seen=2)
    acts.wind_up(people.county, "示政办发〔2025〕9号", date(2025, 6, 1), on=TODAY, by=people.li, seen=2)
    assert queries.as_of(people.county, TODAY) is None
    assert queries.as_of(people.county, date(2025, 5, 31)) == now


@pytest.mark.django_db
def test_the_public_and_the_desk_read_the_same_list_and_bad_input_is_kept(people: Cast) -> None:
    qian = official("qian", "钱公开", people.county, "disclosure_office")
    desk, public = Client(), Client()
    assert "没有在本平台公布" in public.get(f"/{people.county.code}/ldxz/").content.decode()
    desk.force_login(qian)
    sent = {
        "name": "示例县政务公开领导小组",
        "office": "领导小组办公室",
        "host": "县政府办公室",
        "basis": "示政办发〔2025〕1号",
        "members": "副组长 李样本 副县长",
        "since": "2025-11-01",
        "seen": "0",
        "form_of_the_house": "1",
    }
    refused = desk.post("/desk/people/group/issue/", sent).content.decode()
    assert "组长应当有且只有一人" in refused
    assert "副组长 李样本 副县长" in refused
    assert desk.post("/desk/people/group/issue/", sent | {"members": LIST}).status_code == 302
    assert "王示例" in desk.get("/desk/people/group/").content.decode()
    page = public.get(f"/{people.county.code}/ldxz/").content.decode()
    assert "王示例" in page and "示政办发〔2025〕1号" in page
    assert (
        "王示例" not in public.get(f"/{people.county.code}/ldxz/?on=2025-10-01").content.decode().split("历次调整")[0]
    )
    wang = Client()
    wang.force_login(people.wang)
    assert wang.get("/desk/people/group/issue/").status_code == 403


# -- three lights --------------------------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=3, max_size=3), max_size=12))
def test_the_count_of_lights_equals_a_slow_recount(units: list[list[tuple[bool, bool]]]) -> None:
    told = [
        ThreeLights(
            tuple(
                LightOn(light, ("某",) if lit else (), "在考察" if said else "")
                for light, (lit, said) in zip(Light, lights_, strict=True)
            )
        )
        for lights_ in units
    ]
    counted = light_count(told)
    assert counted.units == len(units)
    assert counted.complete == sum(all(lit for lit, _ in each) for each in units)
    assert dict(counted.lit) == {light: sum(each[at][0] for each in units) for at, light in enumerate(Light)}
    for three, each in zip(told, units, strict=True):
        assert len(three.waiting) == sum(not lit and not said for lit, said in each)


@pytest.mark.django_db
def test_lights_follow_from_who_served_on_the_day_and_a_dark_one_waits_for_a_name_or_a_reason(people: Cast) -> None:
    three = lights.lights_of(people.bureau, TODAY)
    assert [each.shine for each in three.lights] == [Shine.GREEN, Shine.RED, Shine.GREEN]
    assert [each.light for each in three.waiting] == [Light.BODY]
    with pytest.raises(Unlawful, match="已经明确"):
        light_acts.explain(people.bureau, Light.LEADER, "在考察", TODAY, on=TODAY, by=people.wang)
    with pytest.raises(Unlawful, match="止日应在"):
        late = TODAY + timedelta(days=400)
        light_acts.explain(people.bureau, Light.BODY, "在报批", late, on=TODAY, by=people.wang)
    until = TODAY + timedelta(days=30)
    light_acts.explain(people.bureau, Light.BODY, "机构设置在报批", until, on=TODAY, by=people.wang)
    assert lights.lights_of(people.bureau, until).waiting == ()
    assert len(lights.lights_of(people.bureau, until + timedelta(days=1)).waiting) == 1
    assert not lights.lights_of(people.bureau, TODAY).complete
    facts = {"disclosure_office": "综合科"}
    establishment.edit_profile(
        people.bureau, facts, seen=profile_print(people.bureau.profile), on=TODAY, by=people.wang
    )
    people.bureau.profile.refresh_from_db()
    assert lights.lights_of(people.bureau, TODAY).complete
    yesterday = lights.lights_of(people.bureau, TODAY - timedelta(days=1))
    assert yesterday.lights[1].by == ()
    posting = Posting.objects.of(people.bureau).get(official=people.wang)
    establishment.end_posting(posting, on=TODAY, by=people.li)
    assert [each.light for each in lights.lights_of(people.bureau, TODAY).waiting] == [Light.HANDLER]
    assert lights.lights_of(people.bureau, TODAY - timedelta(days=1)).lights[2].by == ("王小样",)


@pytest.mark.django_db
def test_the_county_office_lists_every_unit_and_a_unit_its_own(people: Cast) -> None:
    qian = official("qian", "钱公开", people.county, "disclosure_office")
    clients = {who.username: Client() for who in (qian, people.wang)}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    page = clients["qian"].get("/desk/people/lights/").content.decode()
    assert "示例县民政局" in page and "2个单位" in page
    own = clients["wang"].get("/desk/people/lights/").content.decode()
    assert "示例县人民政府</a>" not in own
    assert "还没有明确工作机构" in own
    sent = {"light": "body", "reason": "", "until": "2025-12-20"}
    assert "请填写理由" in clients["wang"].post("/desk/people/lights/explain/", sent).content.decode()
    assert clients["wang"].post("/desk/people/lights/explain/", sent | {"reason": "在报批"}).status_code == 302
    assert lights.bulletin(people.county, TODAY).complete == 0
