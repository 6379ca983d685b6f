"""示例数据: its counts are those of the published reports, its chains hold, everybody gets in, some may only look."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.shortcuts import resolve_url
from django.test import Client
from stdnum.cn import ric, uscc

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.remedies import queries as remedies
from gongkai.casework.remedies.models import Remedy
from gongkai.demo import logins
from gongkai.demo.building import size
from gongkai.demo.last_year import LEAVES
from gongkai.demo.lively import OF_A_DEPARTMENT, OF_THE_GOVERNMENT
from gongkai.demo.places import PLACES
from gongkai.doors.desk.menu import start_page
from gongkai.law.annual_report import count, edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.applications import ApplicantKind, State
from gongkai.law.authorities import POSTS
from gongkai.law.grammar import sheets
from gongkai.law.grammar.sheets import Sheet
from gongkai.law.remedies import RemedyKind
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of, profile_print
from gongkai.office.establishment.forms.profile import PARTS, ProfileForm
from gongkai.office.journal.models import Dossier, Entry
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports import queries as reports
from gongkai.oversight.reports.claims import claims
from gongkai.oversight.reports.content import Content
from gongkai.web import clock
from tests.demo.conftest import PASSWORD, Demo
from tests.shared import SHARED, needs_shared

pytestmark = pytest.mark.django_db


# -- the ledgers count as the reports state --------------------------------------------------------------------------------


def counted(government: Authority, year: int) -> dict[str, Sheet]:
    applied = applications.facts(Application.objects.under(government), year)
    challenged = remedies.facts(Remedy.objects.under(government), year)
    talks = reports.Ledger(government, Scope.BENEATH).talks(year)
    return dict(count(edition(year), year, applied, challenged, interviews=talks).sheets)


def rows(government: Authority, year: int) -> dict[str, Any]:
    sheet = counted(government, year)["statistics"]
    return {row: number for (row, _), number in sheet.items() if number is not None}


def imported(government: Authority, year: int) -> Content:
    report = reports.report_of(government, year)
    assert report is not None
    return reports.as_published(report, reports.standing(report))


@pytest.mark.parametrize("table", ["applications", "remedies"])
def test_the_counted_tables_of_linze_2019_are_the_published_ones_cell_by_cell(demo: Demo, table: str) -> None:
    linze = demo.government("linze")
    published = imported(linze, 2019).sheets[table]
    found = counted(linze, 2019)[table]
    assert dict(found) == {cell: number or 0 for cell, number in published.items()}


def test_the_published_table_of_linze_2019_has_six_numbers_in_161_cells(demo: Demo) -> None:
    sheet = imported(demo.government("linze"), 2019).sheets["applications"]
    assert len(sheet) == 161
    assert {cell: value.number for cell, value in sheet.filled.items()} == {
        (row, column): 1 for row in ("new", "deny_5", "total") for column in ("person", "total")
    }


def test_the_counted_rows_of_pingchuan_2018_are_the_published_ones(demo: Demo) -> None:
    pingchuan = demo.government("pingchuan")
    published = imported(pingchuan, 2018).sheets["statistics"]
    found = rows(pingchuan, 2018)
    assert len(published.filled) == 58
    assert found == {row: published[row, "value"] for row in found}
    counted_here = ("received", "closed", "replied", "refused", "review", "suit", "online_interviews")
    assert {row for row in found if row.startswith(counted_here)} == set(found)
    assert (found["online_interviews"], found["online_interviews_led"]) == (3, 3), "each opens its interviews"


def test_pingchuan_has_had_one_application_in_2016_and_closed_it(demo: Demo) -> None:
    found = rows(demo.government("pingchuan"), 2016)
    assert (found["received"], found["closed"], found["replied"]) == (1, 1, 1)


def test_wudu_2017_counts_by_channel_and_by_kind_of_reply(demo: Demo) -> None:
    found = rows(demo.government("wudu"), 2017)
    expected = {
        "received": 74,
        "received_in_person": 55,
        "received_online": 16,
        "received_post": 3,
        "closed": 56,
        "closed_on_time": 56,
        "replied": 56,
        "replied_already_public": 19,
        "replied_disclosed": 12,
        "replied_partly": 8,
        "replied_not_held": 2,
        "replied_other_channel": 15,
    }
    assert {row: number for row, number in found.items() if number} == expected


def test_eighteen_files_of_wudu_stand_open_and_overdue(demo: Demo) -> None:
    still_open = Dossier.objects.of(demo.government("wudu")).filter(kind="application", closed_on=None)
    assert still_open.count() == 18
    assert all(file.due_on and file.due_on.year in (2017, 2018) for file in still_open)


def test_linxia_2018_answered_all_it_received_and_refused_none(demo: Demo) -> None:
    found = rows(demo.government("linxia"), 2018)
    assert (found["received"], found["closed"], found["replied"], found["refused"]) == (14, 14, 14, 0)


@pytest.mark.parametrize("code", ["linxia", "wudu", "pingchuan", "linze"])
def test_every_reply_of_the_years_past_was_served_in_its_term(demo: Demo, code: str) -> None:
    government = demo.government(code)
    closed = Application.objects.of(government).filter(dossier__closed_on__year__lt=2021).select_related("dossier")
    assert closed
    assert all(applications.standing(each).on_time(calendar_of(government)) for each in closed)


def test_the_festivals_of_linxia_are_its_own_and_marked_as_examples(demo: Demo) -> None:
    day = date(2018, 6, 15)
    told = calendar_of(demo.government("linxia")).day(day)
    assert (told.works, told.name, told.source) == (False, "开斋节", "示例")
    assert calendar_of(demo.government("minhe")).day(day).works


# -- the reports as they were published ------------------------------------------------------------------------------------


def test_thirteen_cells_of_minhe_2020_cannot_be_read(demo: Demo) -> None:
    sheet = imported(demo.government("minhe"), 2020).sheets["applications"]
    unread = {cell for cell, value in sheet.filled.items() if value.state is sheets.State.UNREAD}
    assert len(unread) == 13
    assert len(sheet.filled) == len(sheet) == 161


TRUTH_TABLES = {
    "art20_1": ("article_20_1", {"规章": "rules", "规范性文件": "normative"}),
    "art20_5": ("article_20_5", {"行政许可": "permits", "其他对外管理服务事项": "other_services"}),
    "art20_6": ("article_20_6", {"行政处罚": "penalties", "行政强制": "coercion"}),
    "art20_8": ("article_20_8", {"行政事业性收费": "fees"}),
    "art20_9": ("article_20_9", {"政府集中采购": "procurement"}),
}
TRUTH_COLUMNS = {"prev": "previous", "delta": "change", "amount_wan": "amount"}


def truth(place: str) -> dict[str, Any]:
    path = SHARED / "reports" / "truth" / f"seed-{place}.json"
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["facts"]
    return facts


@needs_shared
@pytest.mark.parametrize(("place", "year"), [("linze", 2019), ("minhe", 2020)])
def test_the_published_tables_are_what_a_reader_saw(demo: Demo, place: str, year: int) -> None:
    content, facts = imported(demo.government(place), year), truth(place)
    applications_sheet = content.sheets["applications"]
    for row, numbers in facts["applications"].items():
        assert [applications_sheet[row, column] for column in (*ApplicantKind, "total")] == numbers, row
    for row, numbers in facts["remedies"].items():
        columns = ("upheld", "corrected", "other", "pending", "total")
        assert [content.sheets["remedies"][row, column] for column in columns] == numbers, row
    for key, (table, names) in TRUTH_TABLES.items():
        for label, numbers in facts[key].items():
            for column, number in numbers.items():
                if column != "amount":
                    assert content.sheets[table][names[label], TRUTH_COLUMNS.get(column, column)] == number, label


@needs_shared
def test_the_58_numbers_of_pingchuan_are_what_a_reader_saw(demo: Demo) -> None:
    sheet = imported(demo.government("pingchuan"), 2018).sheets["statistics"]
    printed = [number for number in sheet.values() if number is not None]
    assert printed == list(truth("pingchuan")["stat_table"].values())


@needs_shared
@pytest.mark.parametrize(("place", "year"), [("linxia", 2018), ("wudu", 2017)])
def test_every_figure_stated_in_words_stands_with_its_unit(demo: Demo, place: str, year: int) -> None:
    seen = Counter((str(each["value"]), each["unit"]) for each in truth(place)["narrative"])
    stated = Counter((each.value, each.unit) for each in imported(demo.government(place), year).stated)
    assert seen <= stated


def test_the_claim_of_wudu_that_all_was_answered_is_contradicted(demo: Demo) -> None:
    found = {each.stated.label: each for each in claims(imported(demo.government("wudu"), 2017), {})}
    for rate in ("办结率", "答复率"):
        assert (found[rate].stated.value, found[rate].agrees) == ("100", False)
        assert found[rate].reckoned == "56÷74＝75.68%"
    assert not found["主动公开政府信息数"].agrees
    assert found["主动公开政府信息数"].reckoned.startswith("3172＋9746＋7128＋2293＝22339条")


# -- the desk of today -----------------------------------------------------------------------------------------------------


def test_every_state_of_an_application_is_seen_at_linze(demo: Demo) -> None:
    files = Dossier.objects.of(demo.government("linze")).filter(kind="application")
    assert {file.state for file in files} == set(State)
    assert len(files) == 1 + len(OF_THE_GOVERNMENT) + len(LEAVES) + 1


def test_every_outcome_of_the_law_counts_in_last_years_report(demo: Demo) -> None:
    linze, year = demo.government("linze"), clock.today().year - 1
    sheet = counted(linze, year)["applications"]
    edition_rows = {leaf.rows[edition(year).key] for leaf in LEAVES}
    assert all(sheet[str(row), "total"] for row in edition_rows)
    assert sheet["carried_in", "total"] == 1


def test_the_days_left_are_many_few_none_and_less_than_none(demo: Demo) -> None:
    linze = demo.government("linze")
    listed = applications.with_remaining(applications.open_applications(linze), clock.today(), calendar_of(linze))
    handled = {each.remaining for each in listed if each.state is State.HANDLING}
    assert {-1, 0, 3, 18} <= handled


def test_one_file_was_challenged_twice(demo: Demo) -> None:
    cases = remedies.cases(demo.government("linze"))
    assert [(case.kind, case.dossier.closed_on is None) for case in cases] == [
        (RemedyKind.SUIT_AFTER_REVIEW, True),
        (RemedyKind.REVIEW, False),
    ]
    assert cases[0].earlier == cases[1]


def test_a_department_has_files_of_its_own(demo: Demo) -> None:
    assert Application.objects.of(Authority.objects.get(code="linze-minzheng")).count() == len(OF_A_DEPARTMENT)


def test_every_signed_reply_has_its_letter(demo: Demo) -> None:
    signed = Entry.objects.everywhere().filter(act="reply", dossier__kind="application")
    signed = signed.exclude(authority__code="minhe")  # files that came in whole, of which no letter is made up
    assert Reply.objects.everywhere().count() == signed.count() > 70


def test_the_invented_people_pass_the_forms_and_are_nobody(demo: Demo) -> None:
    for application in Application.objects.everywhere().select_related("dossier"):
        filled = applications.filled(application)
        number = filled.values["identity_number"]
        if filled.applicant is ApplicantKind.PERSON:
            assert ric.is_valid(number)
            assert number.startswith("62000019000101"), "province code and a birthday nobody alive has"
        else:
            assert uscc.is_valid(number)
            assert number[2:8] == "999999"
        assert filled.values["phone"].startswith("0900-")


def test_the_facts_of_every_authority_pass_the_desks_own_form(demo: Demo) -> None:
    for authority in Authority.objects.all():
        profile = authority.profile
        facts = {name: getattr(profile, name) for part in PARTS for name in part.fields}
        form = ProfileForm({**facts, "seen": profile_print(profile)}, profile=profile, parts=PARTS)
        assert form.is_valid(), (authority, form.errors)
        assert profile.phone.startswith("0900-")


# -- the journal -----------------------------------------------------------------------------------------------------------


def test_the_journal_verifies_whole(demo: Demo) -> None:
    assert list(verify(whole=True)) == []


def test_progress_is_told_once_for_everything_done(demo: Demo) -> None:
    assert demo.told == {place.code: size(place) for place in PLACES}


# -- the people ------------------------------------------------------------------------------------------------------------


def test_every_office_has_a_log_in(demo: Demo) -> None:
    held = {account.person.office for account in demo.built.accounts}
    assert held == POSTS.keys() - {"public"}


def test_every_log_in_reaches_its_start_page(demo: Demo, client: Client) -> None:
    for account in demo.built.accounts:
        entered = client.post(
            "/desk/login/", {"username": account.official.username, "password": PASSWORD}, follow=True
        )
        assert entered.status_code == 200, account.official.username
        office = POSTS[account.person.office]
        expected = resolve_url(start_page([office], office.roles))
        assert entered.redirect_chain[-1][0] == expected, account.official.username
        client.post("/desk/logout/")


def test_discipline_inspection_reads_everything(demo: Demo, client: Client) -> None:
    enter(client, "linze-discipline")
    of_the_place = Dossier.objects.under(demo.government("linze"))
    for page in ("/desk/applications/all/", "/desk/remedies/", "/desk/reports/", "/desk/due/"):
        assert client.get(page).status_code == 200
    for file in of_the_place.filter(kind="application"):
        assert client.get(f"/desk/applications/{file.pk}/").status_code == 200
    for file in of_the_place.filter(kind="remedy"):
        assert client.get(f"/desk/remedies/{file.pk}/").status_code == 200


@pytest.mark.parametrize("username", ["linze-discipline", "linze-audit", "wudu-expert"])
def test_who_may_only_look_cannot_post(demo: Demo, client: Client, username: str) -> None:
    enter(client, username)
    before = Entry.objects.everywhere().count()
    file = Dossier.objects.of(demo.government("linze")).filter(state=State.HANDLING).first()
    assert file
    for page in (
        "/desk/applications/register/",
        f"/desk/applications/{file.pk}/draft/disclosed/",
        f"/desk/applications/{file.pk}/act/withdraw/",
        f"/desk/remedies/of/{file.pk}/register/",
    ):
        assert client.post(page, {"on": clock.today().isoformat()}).status_code == 403, page
    assert Entry.objects.everywhere().count() == before


def enter(client: Client, username: str) -> None:
    client.post("/desk/login/", {"username": username, "password": PASSWORD})


def test_the_public_finds_the_sample_by_number_and_code(demo: Demo, client: Client) -> None:
    sample = demo.built.sample
    assert sample
    asked = {"number": sample.application.dossier.number, "code": sample.spaced_code}
    page = client.post("/linze/ysqgk/status/", asked).content.decode()
    assert "征求意见" in page
    assert applications.filled(sample.application).name not in page


# -- the command -----------------------------------------------------------------------------------------------------------


def test_the_note_is_for_its_owner_alone_and_begins_with_what_to_try(demo: Demo) -> None:
    text = logins.keep(demo.built, PASSWORD)
    assert logins.path().read_text(encoding="utf-8") == text
    assert logins.path().stat().st_mode & 0o777 == 0o600
    first, _, whole = text.partition("\n\n")
    assert PASSWORD in first and "linze-office" in first
    assert all(account.official.username in whole for account in demo.built.accounts)


def test_running_again_changes_nothing(demo: Demo) -> None:
    before = Entry.objects.everywhere().count()
    call_command("demo", if_empty=True)
    with pytest.raises(CommandError, match="只装入空的数据库"):
        call_command("demo")
    with pytest.raises(CommandError, match=r"不在文件中|不清空PostgreSQL"):
        call_command("demo", rebuild=True)
    assert Entry.objects.everywhere().count() == before


def test_a_database_with_other_authorities_is_never_thrown_away(demo: Demo) -> None:
    Authority.objects.filter(code="minhe").update(code="somewhere-else")
    with pytest.raises(CommandError, match=r"somewhere-else|不清空PostgreSQL"):
        call_command("demo", rebuild=True)
