"""工作日历: the country's, with the years entered at the desk and the festivals of the place; open files follow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.law.grammar.calendar import DayKind, national
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import LocalDay
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import holidays, queries
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from tests.cast import Cast

TODAY = date(2025, 9, 8)
FESTIVAL = """
[[notices]]
number = "样政办〔2025〕8号"
holidays = [{ name = "丰收节", from = 2025-09-10, to = 2025-09-11, work = [2025-09-13] }]
"""


def a_year(year: int, off: date) -> str:
    rows = ", ".join(
        f'{{ name = "{name}", from = {year}-{month:02}-01 }}'
        for month, name in enumerate(("元旦", "春节", "清明节", "端午节", "劳动节", "中秋节"), start=1)
    )
    return f"""
year = {year}
[[notices]]
number = "国办发明电〔{year - 1}〕9号"
holidays = [{rows}, {{ name = "国庆节", from = {off} }}]
"""


def test_a_festival_of_the_prefecture_holds_beneath_it_and_nowhere_else(people: Cast) -> None:
    acts.enter_local_notice(people.county, FESTIVAL)
    day = calendar_of(people.bureau).day(date(2025, 9, 10))
    assert (day.kind, day.name, day.source) == (DayKind.LOCAL_HOLIDAY, "丰收节", "样政办〔2025〕8号")
    assert calendar_of(people.bureau).is_working_day(date(2025, 9, 13))
    assert calendar_of(people.elsewhere) is national()
    assert calendar_of(people.prefecture) is national()


def test_the_nearer_authority_prevails_over_the_one_above(people: Cast) -> None:
    acts.enter_local_notice(people.prefecture, FESTIVAL)
    acts.enter_local_notice(people.bureau, FESTIVAL.replace("2025-09-11, work = [2025-09-13]", "2025-09-10"))
    acts.enter_local_notice(people.county, FESTIVAL.replace("丰收节", "晒秋节"))
    assert calendar_of(people.bureau).day(date(2025, 9, 10)).name == "丰收节"
    assert calendar_of(people.bureau).day(date(2025, 9, 11)).name == "晒秋节"


def test_a_day_taken_back_follows_the_country_again(people: Cast) -> None:
    acts.enter_local_notice(people.bureau, FESTIVAL)
    for day in LocalDay.objects.of(people.bureau):
        acts.remove_local_day(day)
    assert calendar_of(people.bureau).is_working_day(date(2025, 9, 10))


def test_asking_again_costs_one_look_at_the_version(people: Cast) -> None:
    acts.enter_local_notice(people.bureau, FESTIVAL)
    first = calendar_of(people.bureau)
    with CaptureQueriesContext(connection) as asked:
        assert calendar_of(people.bureau) is first
    assert len(asked) == 1


def test_a_change_that_was_rolled_back_leaves_no_calendar_behind(people: Cast) -> None:
    with transaction.atomic():
        acts.enter_local_notice(people.bureau, FESTIVAL)
        assert not calendar_of(people.bureau).is_working_day(date(2025, 9, 10))
        transaction.set_rollback(True)
    acts.enter_local_notice(people.bureau, FESTIVAL.replace("2025-09-10, to", "2025-09-11, to"))
    assert calendar_of(people.bureau).is_working_day(date(2025, 9, 10))


def test_a_year_entered_at_the_desk_is_announced_and_entered_again_it_is_replaced(people: Cast) -> None:
    acts.enter_notice(a_year(2031, date(2031, 10, 1)), on=TODAY, by=people.li)
    assert not calendar_of(people.bureau).is_working_day(date(2031, 10, 1))
    acts.enter_notice(a_year(2031, date(2031, 10, 2)), on=TODAY, by=people.li)
    assert calendar_of(people.bureau).is_working_day(date(2031, 10, 1))
    assert not calendar_of(people.bureau).is_working_day(date(2031, 10, 2))
    assert 2031 not in national().announced()


def test_a_notice_that_cannot_be_read_says_why_and_changes_nothing(people: Cast) -> None:
    with pytest.raises(Unlawful, match="没有安排国庆节") as refused:
        acts.enter_notice(a_year(2031, date(2031, 10, 1)).replace("国庆节", "别的节"), on=TODAY, by=None)
    assert refused.value.field == "text"
    assert calendar_of(people.bureau) is national()


def test_announcing_a_year_reckons_open_files_anew_and_enters_it(people: Cast) -> None:
    acts.enter_notice(a_year(2030, date(2030, 10, 1)), on=TODAY, by=None)
    begun = date(2030, 12, 30)
    waiting = [journal.open_dossier(people.bureau, "errand", Step("begin", begun), by=people.wang) for _ in range(3)]
    journal.take(waiting[2], Step("end", begun), by=people.li)
    assert (waiting[0].due_on, waiting[0].due_provisional) == (date(2031, 1, 7), True)
    before = Entry.objects.everywhere().count()
    notice = a_year(2031, date(2031, 1, 3)).replace("2031-01-01", "2031-01-02")
    assert holidays.announce(people.county, notice, on=TODAY, by=people.li) == 2
    again = Dossier.objects.of(people.bureau).get(pk=waiting[0].pk)
    assert (again.due_on, again.due_provisional) == (date(2031, 1, 8), False)
    assert again.version == 1
    acts_entered = list(Entry.objects.everywhere().order_by("at").values_list("act", flat=True))[before:]
    assert sorted(acts_entered) == ["announce_holidays", "reckon_anew"]
    assert [str(finding) for finding in verify(whole=True)] == []


def test_until_files_are_reckoned_anew_verify_names_them(people: Cast) -> None:
    dossier = journal.open_dossier(people.bureau, "errand", Step("begin", TODAY), by=people.wang)
    acts.enter_local_notice(people.county, FESTIVAL)
    assert any("到期日" in str(finding) and dossier.number in str(finding) for finding in verify())
    assert queries.standing(dossier).due(calendar_of(people.bureau)) != dossier.due_on
    holidays.announce_local(people.county, FESTIVAL, on=TODAY, by=people.li)
    assert [str(finding) for finding in verify()] == []


def test_the_command_enters_a_file_and_refuses_a_bad_one_in_chinese(
    people: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "2025.toml"
    file.write_text(FESTIVAL, encoding="utf-8")
    call_command("holidays", str(file), authority="shili", local=True)
    assert "0件在办案卷" in capsys.readouterr().out
    with pytest.raises(CommandError, match="缺少年份"):
        call_command("holidays", str(file), authority="shili")
    with pytest.raises(CommandError, match="没有代码为"):
        call_command("holidays", str(file), authority="nowhere")
