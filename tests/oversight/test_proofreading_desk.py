"""年报校对的办公页面: a batch side by side, who is missing, and imports only for those one may act for, each confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law.annual_report import edition
from gongkai.law.annual_report.procedure import Act
from gongkai.law.authorities import AuthorityKind
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Entry
from gongkai.oversight.reports import acts, queries
from gongkai.oversight.reports.models import Report
from gongkai.oversight.reports.proofreading.whose import named
from gongkai.web import clock
from tests.cast import Cast, authority, official
from tests.oversight.conftest import JANUARY, Login
from tests.oversight.sheets_of import SOUND, WRONG_TOTAL, sheets_of, web_page, word_file
from tests.oversight.test_import import content_of
from tests.oversight.test_pages import STAMP, text_of
from tests.oversight.test_proofreading import comments

BATCH = "reports:proofread_batch"
CARRIED_OUT = {("new", "person"): 5, ("granted", "person"): 3, ("carried_out", "person"): 2}


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: JANUARY)


@pytest.fixture
def prefecture_clerk(people: Cast) -> Official:
    """周州办 of the prefecture's disclosure office, who handles reports and reads everything beneath."""
    return official("zhou-zhou", "周州办", people.prefecture, "disclosure_office")


def send(client: Client, *files: tuple[str, bytes]) -> Any:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse(BATCH), {**STAMP, "batch": uploads})


def read_ins(answer: Any) -> list[str]:
    """What the ticks of the table carry."""
    found = re.findall(r'<input type="checkbox" name="packed" value="([^"]+)"', answer.content.decode())
    return [unescape(each) for each in found]


def confirm(client: Client, packed: Sequence[str], *given: dict[str, str]) -> Any:
    fields = {"total": str(len(packed))}
    for number, (text, each) in enumerate(zip(packed, given, strict=True)):
        told = {"packed": text, "source": "州政府网站", "published_on": "", "confirmed": "on", **each}
        fields |= {f"r{number}-{name}": value for name, value in told.items()}
    return client.post(reverse("reports:import_batch"), fields)


def pk(report_of: Any) -> str:
    return str(report_of.pk)


# ---- the table


def test_a_batch_is_told_authority_by_authority_and_who_is_missing(
    people: Cast, at_desk: Login, prefecture_clerk: Official
) -> None:
    authority("disan", "第三县人民政府", AuthorityKind.COUNTY, parent=people.prefecture)
    client = at_desk(prefecture_clerk)
    broken = web_page("另设县", 2023, SOUND, WRONG_TOTAL)
    answer = send(client, ("示例.html", web_page("示例县", 2023)), ("另设.html", broken), ("坏.txt", b"no report"))
    said = text_of(answer)
    assert "校对结果（3份）" in said
    assert re.search(r"示例县人民政府 2023 2021年格式 0 0 0", said)
    assert re.search(r"另设县人民政府 2023 2021年格式 \d+处", said)
    assert "坏.txt" in said and "没有读" in said
    assert re.search(r"下级单位应有3份，还缺1份：第三县人民政府。", said)
    assert len(read_ins(answer)) == 2


def test_the_whole_is_held_against_the_sum_of_its_parts(
    people: Cast, at_desk: Login, prefecture_clerk: Official
) -> None:
    client = at_desk(prefecture_clerk)
    parts = [(f"{name}.html", web_page(name, 2023)) for name in ("示例县", "另设县")]
    whole = web_page("样本州", 2023, {("new", "person"): 6, ("granted", "person"): 6})
    assert "与下级2份之和没有查出不符" in text_of(send(client, *parts, ("样本州.html", whole)))
    short = web_page("样本州", 2023, {("new", "person"): 5, ("granted", "person"): 5})
    said = text_of(send(client, *parts, ("样本州.html", short)))
    assert "汇总数与下级各份之和" in said and re.search(r"5.*6", said.partition("汇总数与下级各份之和")[2])


def test_years_of_one_authority_are_held_against_each_other(
    people: Cast, at_desk: Login, prefecture_clerk: Official
) -> None:
    client = at_desk(prefecture_clerk)
    files = ("去年.html", web_page("示例县", 2022, CARRIED_OUT)), ("今年.html", web_page("示例县", 2023))
    page = send(client, *files).content.decode()
    _, packed = re.findall(r'<input type="hidden" name="packed" value="([^"]+)"', page)
    said = text_of(client.post(reverse("reports:proofread_again"), {"packed": unescape(packed)}))
    assert "已与示例县2022年度的报告对照" in said and "相差2" in said


def test_each_row_opens_its_findings(people: Cast, at_desk: Login, prefecture_clerk: Official) -> None:
    client = at_desk(prefecture_clerk)
    page = send(client, ("另设.html", web_page("另设县", 2023, SOUND, WRONG_TOTAL))).content.decode()
    [packed] = re.findall(r'<input type="hidden" name="packed" value="([^"]+)"', page)
    said = text_of(client.post(reverse("reports:proofread_again"), {"packed": unescape(packed)}))
    assert "另设县，2023年度" in said and "相差1" in said and "导入为往年报告" in said
    file = client.post(reverse("reports:proofread_file", args=["json"]), {"packed": unescape(packed)})
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_a_batch_has_its_limits(people: Cast, at_desk: Login, prefecture_clerk: Official) -> None:
    client = at_desk(prefecture_clerk)
    many = [(f"{number}.txt", b"x") for number in range(501)]
    assert "一批最多500份，选了501份" in text_of(send(client, *many))
    assert "请上传年度报告文件" in text_of(client.post(reverse(BATCH), STAMP))


def test_a_batch_from_elsewhere_is_refused(people: Cast, prefecture_clerk: Official) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(prefecture_clerk, backend="django.contrib.auth.backends.ModelBackend")
    for page in (BATCH, "reports:proofread_one", "reports:read"):
        assert strict.post(reverse(page), STAMP).status_code == 403


def test_nothing_is_kept_of_a_batch(people: Cast, at_desk: Login, prefecture_clerk: Official) -> None:
    client, entries = at_desk(prefecture_clerk), Entry.objects.everywhere().count()
    send(client, ("示例.html", web_page("示例县", 2023)))
    assert (Report.objects.everywhere().count(), Entry.objects.everywhere().count()) == (0, entries)


def test_one_report_is_checked_with_last_years_beside_it(people: Cast, at_desk: Login) -> None:
    given = {**STAMP, "text": "", "file": SimpleUploadedFile("今年.html", web_page("示例县民政局", 2024))}
    before = SimpleUploadedFile("去年.html", web_page("示例县民政局", 2022))
    said = text_of(at_desk(people.wang).post(reverse("reports:proofread_one"), {**given, "before": before}))
    assert "示例县民政局，2024年度" in said and "对照的是本机关上一年度的报告" in said


# ---- imports for others


def test_a_prefecture_imports_for_its_counties_several_years_at_once(
    people: Cast, at_desk: Login, prefecture_clerk: Official
) -> None:
    client = at_desk(prefecture_clerk)
    answer = send(
        client,
        ("一.html", web_page("示例县", 2022)),
        ("二.html", web_page("示例县", 2023, SOUND, WRONG_TOTAL)),
        ("三.html", web_page("另设县", 2023)),
    )
    chosen = client.post(reverse("reports:import_batch"), {"packed": read_ins(answer)})
    said = text_of(chosen)
    assert "逐份确认导入" in said and "红错" in said
    assert not Report.objects.everywhere().exists()
    county, other = pk(people.county), pk(people.elsewhere.parent)
    done = confirm(
        client,
        read_ins(answer),
        {"authority": county, "year": "2022"},
        {"authority": county, "year": "2023", "published_on": "2024-03-20"},
        {"authority": other, "year": "2023"},
    )
    assert "已导入3份" in text_of(done)
    assert [each.year for each in queries.published(people.county)] == [2023, 2022]
    kept = queries.report_of(people.county, 2023)
    assert kept is not None and kept.imported and kept.published_on == date(2024, 3, 20)
    assert any("相差1" in each.says for each in content_of(kept).noted)
    assert content_of(kept).sheets["applications"]["total", "total"] == 4
    entered = Entry.objects.of(people.county).filter(act=Act.IMPORT)
    assert {each.by_id for each in entered} == {prefecture_clerk.pk}


def test_only_what_was_confirmed_is_imported(people: Cast, at_desk: Login, prefecture_clerk: Official) -> None:
    client = at_desk(prefecture_clerk)
    packed = read_ins(send(client, ("一.html", web_page("示例县", 2022)), ("二.html", web_page("示例县", 2023))))
    nothing = {"confirmed": "", "authority": "", "year": "", "source": ""}
    done = confirm(client, packed, nothing, {"authority": pk(people.county), "year": "2023"})
    assert "已导入1份" in text_of(done)
    assert [each.year for each in queries.published(people.county)] == [2023]
    assert "还没有确认任何一份" in text_of(confirm(client, packed, nothing, nothing))


def test_a_year_that_stands_is_refused_and_so_is_one_twice(
    people: Cast, at_desk: Login, prefecture_clerk: Official
) -> None:
    client = at_desk(prefecture_clerk)
    page = web_page("示例县", 2023)
    packed = read_ins(send(client, ("一.html", page), ("二.html", page)))
    given = {"authority": pk(people.county), "year": "2023"}
    assert "同一机关、同一年度，只能导入一份" in text_of(confirm(client, packed, given, given))
    assert not Report.objects.everywhere().exists()
    confirm(client, packed[:1], given)
    assert "2023年度报告已经立卷，不能再导入" in text_of(confirm(client, packed[:1], given))
    assert "该年度已经立卷" in text_of(send(client, ("一.html", page)))
    assert "2025年度还没有结束" in text_of(confirm(client, packed[:1], {**given, "year": "2025"}))


@pytest.mark.parametrize("who", ["wang", "reads_beneath"])
def test_nobody_imports_for_an_authority_the_office_does_not_handle(people: Cast, at_desk: Login, who: str) -> None:
    person = people.wang
    if who == "reads_beneath":  # one office handles, another reads beneath: neither does both
        person = official("qian", "钱两岗", people.county, "drafter", "deputy_leadership")
    other = people.county if who == "wang" else people.bureau
    client = at_desk(person)
    name = other.name
    answer = send(client, ("一.html", web_page(name, 2023)))
    assert read_ins(answer) == []
    own = official("sun", "孙县办", people.county, "disclosure_office")
    stolen = read_ins(send(at_desk(own), ("一.html", web_page(name, 2023))))
    refused = confirm(at_desk(person), stolen, {"authority": pk(other), "year": "2023"})
    assert "机关不在可选的范围内" in text_of(refused)
    single = {**STAMP, "packed": stolen[0], "year": "2023", "source": "网站", "authority": pk(other)}
    at_desk(person).post(reverse("reports:import"), single)
    assert queries.report_of(other, 2023) is None


def test_who_only_reads_imports_nothing(people: Cast, at_desk: Login) -> None:
    answer = send(at_desk(people.li), ("一.html", web_page("示例县民政局", 2023)))
    assert "示例县民政局 2023" in text_of(answer) and read_ins(answer) == []
    assert at_desk(people.li).post(reverse("reports:import_batch"), {"packed": "x"}).status_code == 403


def test_a_checked_report_goes_on_to_be_imported_alone(
    people: Cast, at_desk: Login, prefecture_clerk: Official
) -> None:
    client = at_desk(prefecture_clerk)
    [packed] = read_ins(send(client, ("一.html", web_page("示例县", 2023))))
    first = text_of(client.post(reverse("reports:import"), {"packed": packed}))
    assert "收录为哪个机关的报告" in first
    given = {**STAMP, "packed": packed, "year": "2023", "source": "网站", "authority": pk(people.county)}
    assert client.post(reverse("reports:import"), given).status_code == 302
    assert queries.report_of(people.county, 2023) is not None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("示例县", "shili"),
        ("示例县人民政府", "shili"),
        ("示例县人民政府办公室", "shili"),
        ("示例县民政局", "shili-minzheng"),
        ("民政局", None),
        ("", None),
    ],
)
def test_a_report_belongs_to_the_only_authority_of_its_name(people: Cast, said: str, found: str | None) -> None:
    among = [people.prefecture, people.county, people.bureau, people.elsewhere]
    belongs = named(said, among)
    assert (belongs.code if belongs else None) == found


# ---- what an import brings


def test_the_next_years_report_takes_over_what_the_imported_one_carried_out(people: Cast) -> None:
    """上年结转 of the first year on the platform: it is held against the last report from before it."""
    form = edition(2023)
    cells = {key: dict(sheet) for key, sheet in sheets_of(form, CARRIED_OUT).items()}
    acts.import_published(people.bureau, 2023, form, cells, (), source="网站", on=JANUARY, by=people.wang)
    report = acts.compile_report(people.bureau, 2024, on=JANUARY, today=JANUARY, by=people.wang)
    draft = queries.draft(people.bureau, queries.standing(report))
    assert draft.content.previous["applications"]["carried_out", "total"] == 2
    assert draft.checked.compared
    [total] = [each for each in draft.checked.red if each.cells and each.cells[0] == ("carried_in", "total")]
    assert "上年结转等于上年度报告的结转下年度继续办理" in total.rule


def test_a_word_file_comes_back_with_comments(people: Cast, at_desk: Login, county_clerk: Official) -> None:
    file = SimpleUploadedFile("年报.docx", word_file("示例县", 2024, SOUND, WRONG_TOTAL))
    answer = at_desk(county_clerk).post(reverse("reports:proofread_annotated"), {**STAMP, "file": file, "text": ""})
    assert any("相差1" in each for each in comments(answer.content))


def test_figures_far_from_those_of_their_like_are_asked_about(
    people: Cast, at_desk: Login, prefecture_clerk: Official
) -> None:
    made = ("normative", "made")
    files = [(f"{name}.html", web_page(name, 2023, {made: number})) for name, number in (("示例县", 3), ("另设县", 30))]
    asked = text_of(send(at_desk(prefecture_clerk), *files)).partition("与同类机关对照")[2]
    assert "2023年度：制发规范性文件数：另设县30件，示例县3件" in asked
    near = [(name, web_page(name[:-5], 2023, {made: 3})) for name, _ in files]
    assert "与同类机关对照" not in text_of(send(at_desk(prefecture_clerk), *near))
