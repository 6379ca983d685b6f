"""村群和提问: nothing shows before it was read through; a question is answered, or goes on as a ticket that names it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from gongkai.casework.engagement.tickets import acts as tickets
from gongkai.casework.engagement.tickets import queries as ticket_queries
from gongkai.casework.engagement.tickets import texts
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.villages.chores import settle_questions
from gongkai.casework.villages.figures import queries as figures
from gongkai.casework.villages.groups import acts as groups
from gongkai.casework.villages.groups import queries as talks
from gongkai.casework.villages.groups.models import PostStanding, VillagePost
from gongkai.casework.villages.questions import acts, queries
from gongkai.casework.villages.questions.acts import Asked
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.ticket_flow import Act as TicketAct
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.law.village_questions import State
from gongkai.law.villagers import Act
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Dossier, Entry
from gongkai.office.journal.verify import verify
from gongkai.office.visits.models import DailyVisits
from gongkai.web import clock
from tests.casework.villages.conftest import (
    NAME,
    ON,
    PERSON,
    PHONE,
    WELL,
    Country,
    at_home,
    certified,
    grouped,
    logged_in,
    posted,
    public_form,
    slip_of,
    take,
    token,
)
from tests.cast import official

SAID = f"{NAME}说：水泵坏了，找我，电话{PHONE}"


# -- groups --------------------------------------------------------------------------------------------------------------------


def test_what_a_villager_says_shows_after_it_was_read_through_and_covered(country: Country) -> None:
    group = grouped(country)
    villager = certified(country.village, country.clerk)
    client = at_home(country, slip_of(villager, country.clerk))
    page = f"{country.board}qun/{group.pk}/"
    assert client.post(page, public_form(text=SAID)).status_code == 302
    post = VillagePost.objects.of(country.village).get()
    assert post.personal_found and post.speaker == "村民司**例" and PHONE not in post.shown
    assert "待审核" in client.get(page).content.decode(), "the sender sees that it waits"
    desk = logged_in("cun")
    assert PHONE in desk.get("/desk/villages/posts/").content.decode(), "the clerk reads what was sent"
    for left in (SAID, f"{NAME}说水泵坏了", f"找我，{PHONE}"):
        sent = desk.post(f"/desk/villages/posts/{post.pk}/show/", {"text": left})
        assert "还有没有遮盖的个人信息" in sent.content.decode()
    desk.post(f"/desk/villages/posts/{post.pk}/show/", {"text": "二组水泵坏了。"})
    shown = client.get(page).content.decode()
    assert "二组水泵坏了。" in shown and PHONE not in shown
    client.post(page, public_form(text="已经有人修了。", answers=str(post.pk)))
    reply = VillagePost.objects.of(country.village).exclude(pk=post.pk).get()
    desk.post(f"/desk/villages/posts/{reply.pk}/decline/", {"reason": "与事实不符"})
    assert "与事实不符" in client.get(page).content.decode()
    desk.post(f"/desk/villages/groups/{group.pk}/", {"text": "明天来人修。", "answers": str(post.pk)})
    below = talks.replies([post], country.village)[post.pk]
    assert [(each.speaker, each.shown) for each in below] == [(country.village.short_name, "明天来人修。")]
    desk.post(f"/desk/villages/posts/{post.pk}/decline/", {"reason": "已经修好"})
    assert "二组水泵坏了。" not in client.get(page).content.decode().partition("群里的话")[2]
    assert [str(finding) for finding in verify(whole=True)] == []


def test_nobody_reads_or_speaks_in_a_group_of_another_village(country: Country) -> None:
    group = grouped(country)
    page = f"{country.board}qun/{group.pk}/"
    assert Client().get(page).status_code == 302
    assert Client().post(page, public_form(text="试")).status_code == 302
    stranger = certified(country.other, country.stranger)
    with pytest.raises(Unlawful, match="只能在本村的群里发言"):
        groups.say(group, stranger, "试", on=ON, today=ON, once=token())
    client = at_home_of(country.other, slip_of(stranger, country.stranger))
    assert client.get(page).status_code == 302
    assert client.get(f"/{country.other.code}/cun/qun/{group.pk}/").status_code == 404
    assert not VillagePost.objects.of(country.village).exists()


def at_home_of(village: Authority, slip: object) -> Client:
    client = Client()
    number, code = getattr(slip, "number", ""), getattr(slip, "code", "")
    client.post(f"/{village.code}/cun/denglu/", public_form(number=number, code=code))
    return client


def test_a_post_sent_twice_is_one_and_is_decided_once(country: Country) -> None:
    group, villager, once = grouped(country), certified(country.village, country.clerk), token()
    first = groups.say(group, villager, WELL, on=ON, today=ON, once=once)
    assert groups.say(group, villager, WELL, on=ON, today=ON, once=once) == first
    groups.show(first, WELL, on=ON, by=country.clerk)
    with pytest.raises(Unlawful, match="已经有人处理"):
        groups.decline(first, "迟了", on=ON, by=country.clerk)
    with pytest.raises(Unlawful, match="由本村的信息员"):
        groups.withdraw(first, "不该", on=ON, by=country.stranger)
    take(villager, Act.CANCEL, country.clerk, cause="moved")
    with pytest.raises(Unlawful, match="认证已经注销"):
        groups.say(group, villager, "再说", on=ON, today=ON, once=token())
    groups.close_group(group, "并入全村群", on=ON, by=country.clerk)
    with pytest.raises(Unlawful, match="已经解散"):
        groups.say_as_clerk(group, "再说", on=ON, today=ON, once=token(), by=country.clerk)


@pytest.mark.parametrize("text", ["", " \n", "\x00", "长" * 1001])
def test_what_cannot_be_said_is_refused(country: Country, text: str) -> None:
    group, villager = grouped(country), certified(country.village, country.clerk)
    with pytest.raises(Unlawful, match="发言应为1至1000字"):
        groups.say(group, villager, text, on=ON, today=ON, once=token())


# -- questions -----------------------------------------------------------------------------------------------------------------


def asked(country: Country, text: str = WELL) -> VillageQuestion:
    villager = certified(country.village, country.clerk)
    return acts.ask(villager, Asked("水泵什么时候修", text), on=ON, today=ON, once=token())


def test_a_question_is_asked_and_answered_through_the_pages(country: Country) -> None:
    client = at_home(country, slip_of(certified(country.village, country.clerk), country.clerk))
    sent = client.post(f"{country.board}wen/", public_form(title="水泵什么时候修", text=WELL))
    question = VillageQuestion.objects.of(country.village).get()
    mine = f"{country.board}wen/{question.dossier_id}/"
    assert sent.headers["Location"] == mine
    assert WELL in client.get(mine).content.decode()
    today = clock.today()
    assert question.dossier.due_on == calendar_of(country.village).after(today, 5).on
    desk = logged_in("cun")
    assert question.dossier.number in desk.get("/desk/due/").content.decode(), "it stands in the list of what is due"
    listed = desk.get("/desk/villages/questions/").content.decode()
    assert "水泵什么时候修" in listed and PHONE not in listed
    page = f"/desk/villages/questions/{question.dossier_id}/"
    assert PHONE in desk.get(page).content.decode()
    desk.post(f"{page}act/answer/", {"on": f"{today}", "seen": "1", "answer": "明天上午来修。"})
    assert "明天上午来修。" in client.get(mine).content.decode()
    entries = "".join(Entry.objects.of(country.village).values_list("data", flat=True))
    assert "明天上午来修" not in entries and WELL not in entries
    other = certified(country.village, country.clerk, PERSON.__class__("欧阳样例", "13900005678", "一组"))
    neighbour = at_home(country, slip_of(other, country.clerk))
    assert neighbour.get(mine).status_code == 404, "nobody reads what another asked"
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_question_goes_on_as_a_ticket_with_an_entry_both_ways_and_ends_with_its_reply(country: Country) -> None:
    question, county = asked(country), country.people.county
    official("sun", "孙接线", county, "hotline")
    official("zheng", "郑复核", county, "disclosure_office")
    on = ON + timedelta(days=1)
    acts.hand_on(question, county, ConcernKind.HELP, on=on, today=clock.today(), by=country.clerk)
    ticket = Ticket.objects.of(county).get()
    assert ticket.source == TicketSource.VILLAGE and texts.letter_of(ticket).text == WELL
    assert queries.standing(question).ticket == ticket.dossier.number
    named = [line for line in journal.timeline(ticket.dossier) if line.act == "ticket_from_village"]
    assert [line.data["note"]["question"] for line in named] == [question.dossier.number]
    assert named[0].data["note"]["village"] == country.village.code
    settle_questions(clock.now())
    assert queries.standing(question).state is State.HANDED_ON, "nothing is settled before the reply"
    with pytest.raises(Unlawful, match="还没有答复"):
        acts.settle(question, on=clock.today(), today=clock.today(), by=country.clerk)
    replied(ticket)
    settle_questions(clock.now())
    question.refresh_from_db(from_queryset=VillageQuestion.objects.everywhere())
    row = queries.of(country.village).get()
    assert queries.standing(row).state is State.SETTLED and row.dossier.outcome == "by_ticket"
    told = queries.ticket_of(row)
    assert told is not None and told.answer == "水泵已经换好。"
    assert [str(finding) for finding in verify(whole=True)] == []


def replied(ticket: Ticket) -> None:
    steps: tuple[tuple[str, TicketAct, dict[str, JSON]], ...] = (
        ("sun", TicketAct.TAKE_UP, {}),
        ("sun", TicketAct.DRAFT, {"answer": "水泵已经换好。", "result": "solved"}),
        ("zheng", TicketAct.APPROVE, {}),
        ("sun", TicketAct.REPLY, {"way": "online"}),
    )
    for who, act, details in steps:
        by = Official.objects.get(username=who)
        on = max(ON + timedelta(days=2), ticket_queries.standing(ticket).last_on)
        tickets.act(ticket, Step(act.value, on, details), today=clock.today(), by=by)


def test_a_ticket_goes_to_a_government_above_and_nowhere_else(country: Country) -> None:
    question = asked(country)
    for nowhere in (country.other, country.village, country.people.bureau, country.people.elsewhere):
        with pytest.raises(Unlawful, match="所属的乡镇（街道）或者县级人民政府"):
            acts.hand_on(question, nowhere, ConcernKind.HELP, on=ON, today=ON, by=country.clerk)
    assert not Ticket.objects.everywhere().exists()
    receivers = queries.receivers(country.village)
    assert [each.code for each in receivers] == ["shili-zhen", "shili", "yangben"]
    desk, today = logged_in("cun"), clock.today()
    form = {"on": f"{today}", "seen": "1", "to": "shili-zhen", "kind": "help"}
    desk.post(f"/desk/villages/questions/{question.dossier_id}/act/hand_on/", form)
    assert Ticket.objects.of(country.township).exists()


def test_an_answer_after_its_last_day_is_late_and_two_at_once_are_one(country: Country) -> None:
    question = asked(country)
    version = Dossier.objects.of(country.village).get(pk=question.dossier_id).version
    late = ON + timedelta(days=30)
    acts.answer(question, "修好了。", on=late, today=clock.today(), by=country.clerk, seen=version)
    assert queries.of(country.village).get().late
    with pytest.raises(Unlawful, match="已被他人办理"):
        acts.settle(question, on=late, today=clock.today(), by=country.clerk, seen=version)


def test_the_desk_of_another_village_reads_no_question(country: Country) -> None:
    question = asked(country, SAID)
    for somebody in ("lin", "zhao", "wang"):
        desk = logged_in(somebody)
        assert desk.get(f"/desk/villages/questions/{question.dossier_id}/").status_code == 404
        for page in ("", "notices/", "villagers/", "groups/", "questions/", "figures/"):
            shown = desk.get(f"/desk/villages/{page}").content.decode()
            assert question.dossier.number not in shown or (somebody == "lin" and page == "villagers/")
            assert PHONE not in shown and NAME not in shown


# -- figures -------------------------------------------------------------------------------------------------------------------


def test_a_month_counts_each_once_and_its_stock_at_the_end(country: Country) -> None:
    today = clock.today()
    group = grouped(country)
    villager = certified(country.village, country.clerk, on=today)
    gone = certified(country.village, country.clerk, PERSON.__class__("欧阳样例", "13900005678", "一组"), on=ON)
    take(gone, Act.CANCEL, country.clerk, today, cause="died")
    post = groups.say(group, villager, WELL, on=today, today=today, once=token())
    groups.show(post, WELL, on=today, by=country.clerk)
    groups.say(group, villager, "还没有审", on=today, today=today, once=token())
    question = acts.ask(villager, Asked("问", WELL), on=today, today=today, once=token())
    acts.answer(question, "答", on=today, today=today, by=country.clerk)
    posted(country)
    DailyVisits.objects.of(country.village).create(
        authority=country.village, path=country.board, day=today, views=7, visits=3
    )
    whole = figures.monthly(country.people.county, Period.month(today.year, today.month), today)
    tally = whole.whole
    assert (tally.villagers, tally.certified, tally.cancelled, tally.groups) == (1, 1, 1, 1)
    assert (tally.posts, tally.notices, tally.unproved) == (1, 1, 1)
    assert (tally.asked, tally.answered, tally.late, tally.views, tally.visits) == (1, 1, 0, 7, 3)
    assert [head.code for head, _ in whole.rows] == ["shili-zhen"]
    assert whole.rows[0][1] == tally
    per_village = figures.monthly(country.township, Period.month(today.year, today.month), today)
    assert [head.code for head, _ in per_village.rows] == ["shili-cun", "lin-cun"]
    official("zheng", "郑复核", country.people.county, "disclosure_office")
    page = logged_in("zheng").get("/desk/villages/figures/").content.decode()
    assert "没有凭证的公告" in page and "合计" in page
    before = figures.monthly(country.people.county, Period.month(2025, 9), today).whole
    assert (before.villagers, before.certified, before.groups) == (1, 1, 1)


def test_the_list_of_villages_says_which_are_built(country: Country) -> None:
    grouped(country)
    posted(country)
    certified(country.village, country.clerk)
    page = Client().get(f"/{country.people.county.code}/cun/").content.decode()
    assert "所辖2个村（社区），村群1个，认证村民1人" in page
    assert page.count("未建成") == 1 and page.count("已建成") == 1
    found = Client().get(f"/{country.township.code}/cun/?q=邻村").content.decode()
    assert "邻村村民委员会" in found and "示例村村民委员会" not in found
    assert Client().get("/shili-minzheng/cun/").status_code == 404
    assert VillagePost.objects.of(country.village).filter(standing=PostStanding.SHOWN).count() == 0
