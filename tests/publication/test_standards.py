"""标准目录和单位目录: read from real tables, accepted whole or not at all, hatched, approved, compared."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import xlsxwriter
from django.test import Client, RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.standards import Carrier, DisclosureForm, Standard, TierOfDisclosure, tally
from gongkai.law.unit_catalogue import lacking
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.papers.text import PaperError, tidy
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.standards import acts, queries, unit_acts
from gongkai.publication.catalogue.standards.exports import write_catalogue
from gongkai.publication.catalogue.standards.imports import read_catalogue, unpacked
from gongkai.publication.catalogue.standards.models import StandardCatalogue, UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan, Proposal
from tests.cast import BEGINNING, PASSWORD, Cast
from tests.publication.conftest import House
from tests.publication.standard_rows import DAY, FUNDS, GUIDE, HOMES, PLAN, ROWS, accepted, in_force

# -- 读和写 ------------------------------------------------------------------------------------------------------------

TEXTS = st.text(alphabet="公开目录事项信息（）、；：.1a\n=+·“”", min_size=1, max_size=20).map(tidy).filter(bool)
NAMES = TEXTS.map(lambda text: text.replace("\n", "")).filter(bool)
WORDS = st.sampled_from(["", "县级民政部门", "《社会救助暂行办法》\n国发〔2014〕47号", "按月公开", "2025年3月"])
AREAS = st.sampled_from(
    [
        "社会救助",
        "养老服务",
        "国有土地上房屋征收与补偿",
        "食品药品[监管]:*?",
        "a",
        "A",
        "财政预决算（含“三公”经费）公开方面的较长的名称超过三十一个字符",
    ]
)


def standards() -> st.SearchStrategy[list[Standard]]:
    """Catalogues of any shape a table can hold, each area in one piece, as worksheets have them."""
    row = st.builds(
        Standard,
        area=AREAS,
        matter=NAMES,
        name=NAMES,
        content=TEXTS,
        number=st.sampled_from(["1", "2", "（3）", ""]),
        basis=WORDS,
        limit=WORDS,
        bodies=WORDS,
        carriers=st.frozensets(st.sampled_from(list(Carrier))),
        other_carrier=st.sampled_from(["", "征地信息公开平台"]),
        everyone=st.booleans(),
        group=st.sampled_from(["", "√", "救助对象及其近亲属"]),
        proactive=st.booleans(),
        on_application=st.booleans(),
        tiers=st.frozensets(st.sampled_from(list(TierOfDisclosure))),
        form=st.sampled_from(list(DisclosureForm)),
    )
    rows = st.lists(row, min_size=1, max_size=12, unique_by=lambda standard: standard.key)
    return rows.map(lambda listed: sorted(listed, key=lambda each: [one.area for one in listed].index(each.area)))


@settings(deadline=None, max_examples=40)
@given(standards())
def test_a_catalogue_written_as_xlsx_is_read_back_the_same(rows: list[Standard]) -> None:
    data = write_catalogue(rows, "标准目录")
    found = read_catalogue(data)
    assert found.faulty == [] and found.standards == rows
    assert write_catalogue(found.standards, "标准目录") == data
    assert unpacked(found.packed()) == found


def real_table(*rows: list[str], hidden: bool = False, title: str = "（三）社会救助领域基层政务公开标准目录") -> bytes:
    """A table as ministries print it: a title, heads merged over two rows, two tiers, a hidden worksheet, a note beneath."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        if hidden:
            away = book.add_worksheet("旧稿")
            away.write_row(0, 0, ["序号", "一级事项", "二级事项", "公开内容（要素）"])
            away.write_row(1, 0, ["1", "旧事项", "旧标准", "旧内容"])
        sheet = book.add_worksheet("社会救助")
        sheet.activate()
        if hidden:
            sheet.set_first_sheet()
            away.hide()
        sheet.merge_range(0, 0, 0, 13, title)
        for column, head in enumerate(
            ["序号", None, None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
        ):
            if head:
                sheet.merge_range(1, column, 2, column, head)
        for first, last, head in ((1, 2, "公开事项"), (8, 9, "公开对象"), (10, 11, "公开方式"), (12, 13, "公开层级")):
            sheet.merge_range(1, first, 1, last, head)
        under = {
            1: "一级\n事项",
            2: "二级\n事项",
            8: "全社会",
            9: "特定群众（群体）",
            10: "主动",
            11: "依申请公开",
            12: "县级",
            13: "乡（镇）、村级",
        }
        for column, head in under.items():
            sheet.write_string(2, column, head)
        for line, row in enumerate(rows, start=3):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(line, column, text)
        if len(rows) > 1:
            sheet.merge_range(3, 1, 4, 1, rows[0][1])
        sheet.merge_range(3 + len(rows), 0, 3 + len(rows), 13, "注：本目录由示例县民政局解释。")
    return content.getvalue()


TICKS = "■政府网站    □政府公报\n□两微一端    □发布会/听证会\n■公开查阅点  ■政务服务中心\n■社区/企事业单位/村公示栏（电子屏）"
FIRST = [
    "1",
    "临时救助",
    "办事指南",
    "办理事项、条件",
    "国发〔2014〕47号",
    "20个工作日内",
    "县级民政部门",
    TICKS,
    "√",
    "",
    "√",
    "",
    "√",
    "√",
]
SECOND = ["2", "", "审核信息", "对象名单", "", "2025-03-31", "乡镇政府", TICKS, "", "√", "√", "", "", "√"]


def test_a_table_as_ministries_print_it_is_read_with_its_merged_heads_and_ticks() -> None:
    one, two = read_catalogue(real_table(FIRST, SECOND)).standards
    assert (one.area, one.matter, one.name, two.matter) == ("社会救助", "临时救助", "办事指南", "临时救助")
    assert one.carriers == {Carrier.WEBSITE, Carrier.READING_POINT, Carrier.SERVICE_CENTRE, Carrier.BOARD}
    assert (one.everyone, two.everyone, two.group) == (True, False, "√")
    assert two.tiers == {TierOfDisclosure.TOWNSHIP}


def test_a_hidden_worksheet_is_named_and_not_read_and_a_date_in_a_limit_is_doubted() -> None:
    found = read_catalogue(real_table(FIRST, SECOND, hidden=True))
    assert [each.name for each in found.standards] == ["办事指南", "审核信息"]
    assert any("旧稿" in note and "隐藏" in note for note in found.notes)
    assert ["是日期或者数字" in doubt for doubt in found.rows[1].doubts] == [True]


def test_each_faulty_row_is_told_with_its_place_and_the_others_stay() -> None:
    lacking_content = [*SECOND[:3], "", *SECOND[4:]]
    found = read_catalogue(real_table(FIRST, lacking_content, [*FIRST]))
    assert [each.name for each in found.standards] == ["办事指南"]
    assert [(each.place, each.faults) for each in found.faulty] == [
        ("社会救助 第5行", ("“公开内容（要素）”为空",)),
        ("社会救助 第6行", ("与社会救助 第4行重复（一级事项、二级事项都相同）",)),
    ]


def test_a_workbook_without_a_catalogue_is_refused_with_what_was_looked_for() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("通讯录").write_row(0, 0, ["姓名", "电话"])
    with pytest.raises(PaperError, match=r"通讯录.*没有标准目录的表头"):
        read_catalogue(content.getvalue())
    with pytest.raises(PaperError, match="不是有效的xlsx"):
        read_catalogue(b"%PDF-1.4 an image that claims to be a table")


# -- 接受 --------------------------------------------------------------------------------------------------------------


def test_a_catalogue_is_accepted_whole_counted_and_sealed(people: Cast) -> None:
    found = accepted(people.county)
    assert queries.standards(found) == ROWS
    assert str(tally(queries.standards(found))) == "2个领域、2个事项、4项标准"
    assert queries.areas(ROWS) == [("社会救助", 1, 2), ("养老服务", 1, 2)]
    assert list(queries.catalogues(people.bureau)) == [found], "what the county accepted binds its departments"
    assert not queries.catalogues(people.elsewhere).exists(), "and not those of another county"
    assert [str(finding) for finding in verify(whole=True)] == []


def test_an_edition_is_accepted_once_and_nothing_of_a_refused_one_remains(people: Cast) -> None:
    accepted(people.county)
    for rows, why in ((ROWS, "这个版本已经导入"), ([], "至少要有一项"), ([GUIDE, GUIDE], "重复")):
        with pytest.raises(Unlawful, match=why):
            acts.accept_catalogue(people.county, PLAN, rows, on=DAY, by=None)
    assert StandardCatalogue.objects.everywhere().count() == 1


def test_a_release_that_does_not_say_what_its_standard_requires_is_refused_by_name(people: Cast) -> None:
    (guide, *_) = queries.rows(accepted(people.county))
    with pytest.raises(Unlawful, match="还缺：办理条件、申请材料"):
        acts.require_elements(guide, {"办理事项": "临时救助", "办理条件": " "})
    acts.require_elements(guide, {"办理事项": "临时救助", "办理条件": "本县户籍", "申请材料": "申请书"})


# -- 单位目录 ----------------------------------------------------------------------------------------------------------


def test_a_standard_without_a_responsible_section_is_refused(house: House) -> None:
    with pytest.raises(Unlawful, match="没有责任科室"):
        ItemPlan("社会救助", "临时救助", "办事指南", "条件", "  ")


def test_a_unit_catalogue_is_in_force_once_the_head_has_approved_it(house: House) -> None:
    people = house.people
    found = accepted(people.county)
    row = queries.rows(found)[0]
    (item,) = unit_acts.propose(
        people.bureau,
        [Proposal(unit_acts.taken_over(row, "社会救助股"), row, ("职能：社会救助",))],
        on=DAY,
        by=people.wang,
    )
    assert not queries.items(people.bureau, DAY).exists()
    with pytest.raises(Unlawful, match="应由本单位负责人办理"):
        unit_acts.approve(people.bureau, [item], on=DAY, by=people.wang)
    unit_acts.approve(people.bureau, [item], on=DAY, by=people.li)
    assert list(queries.items(people.bureau, DAY)) == [item]
    assert queries.item_for(people.bureau, row, DAY) == item
    with pytest.raises(Unlawful, match="本单位目录中已有这一项"):
        unit_acts.propose(people.bureau, [Proposal(unit_acts.taken_over(row, "办公室"), row)], on=DAY, by=people.wang)
    assert [str(finding) for finding in verify(whole=True)] == []


def test_what_is_approved_changes_by_the_head_alone_with_a_reason_and_an_entry(house: House) -> None:
    people = house.people
    item = in_force(accepted(people.county), people.bureau, people.wang, people.li)["办事指南"]
    plan = ItemPlan(*item.key, "办理事项、办理条件", "社会事务股", "按年公开", column=house.files)
    with pytest.raises(Unlawful, match="应由本单位负责人办理"):
        unit_acts.revise(item, plan, on=DAY, by=people.wang, reason="动态调整")
    with pytest.raises(Unlawful, match="写明理由"):
        unit_acts.revise(item, plan, on=DAY, by=people.li)
    unit_acts.revise(item, plan, on=DAY, by=people.li, reason="科室调整")
    assert (item.section, item.column, item.limit) == ("社会事务股", house.files, "按年公开")
    assert list(queries.items_of(house.files, DAY)) == [item]
    told = Entry.objects.of(people.bureau).filter(act="revise_item").get().data
    assert "社会救助股" in told and "社会事务股" in told and "科室调整" in told


def test_an_item_stands_in_an_open_column_of_its_own_unit(house: House) -> None:
    foreign = catalogue.open_column(house.people.elsewhere, ColumnPlan("公告", "gg", "办公室"), on=BEGINNING, by=None)
    plan = ItemPlan("社会救助", "临时救助", "办事指南", "条件", "社会救助股", column=foreign)
    with pytest.raises(Unlawful, match="不是本机关的栏目"):
        unit_acts.propose(house.people.bureau, [Proposal(plan)], on=DAY, by=house.people.wang)


def test_an_item_that_ended_stays_readable_and_its_name_is_free_again(house: House) -> None:
    people = house.people
    found = accepted(people.county)
    item = in_force(found, people.bureau, people.wang, people.li)["资金支出"]
    with pytest.raises(Unlawful, match="写明理由"):
        unit_acts.end(item, on=DAY, by=people.li, reason=" ")
    unit_acts.end(item, on=DAY, by=people.li, reason="职能划出")
    assert UnitItem.objects.of(people.bureau).get(pk=item.pk).ended_reason == "职能划出"
    assert item not in queries.items(people.bureau, DAY)
    plan = ItemPlan(*FUNDS.key, FUNDS.content, "办公室")
    unit_acts.propose(people.bureau, [Proposal(plan)], on=DAY, by=people.wang)


def test_what_similar_units_list_is_shown_and_only_theirs(house: House) -> None:
    people = house.people
    assert list(queries.similar(people.bureau)) == [people.elsewhere]
    theirs = in_force(accepted(people.elsewhere), people.elsewhere, people.zhao, people.zhao)
    peers = queries.peers(people.bureau, DAY)
    assert peers == {"另设县民政局": {row.key for row in ROWS}}
    assert queries.peer_items(people.bureau, DAY)[HOMES.key] == theirs["备案信息"]


def test_what_is_added_later_stands_with_its_area_and_matter(house: House) -> None:
    people = house.people
    in_force(accepted(people.county), people.bureau, people.wang, people.li)
    plan = ItemPlan("社会救助", "临时救助", "审核信息", "对象名单", "社会救助股", "10个工作日内")
    items = unit_acts.propose(people.bureau, [Proposal(plan)], on=DAY, by=people.wang)
    unit_acts.approve(people.bureau, items, on=DAY, by=people.li)
    ordered = queries.in_order(queries.items(people.bureau, DAY))
    assert [item.name for item in ordered] == ["办事指南", "资金支出", "审核信息", "备案信息", "扶持政策"]


def test_an_item_worded_anew_still_answers_for_its_standard(house: House) -> None:
    people = house.people
    found = accepted(people.county)
    item = in_force(found, people.bureau, people.wang, people.li)["办事指南"]
    plan = ItemPlan(item.area, item.matter, "临时救助怎么办", item.content, item.section)
    unit_acts.revise(item, plan, on=DAY, by=people.li, reason="换成群众看得懂的说法")
    assert lacking(queries.standards(found), queries.listed(people.bureau)) == []
    assert queries.item_for(people.bureau, queries.rows(found)[0], DAY) == item


# -- 页面 --------------------------------------------------------------------------------------------------------------


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def uploaded(client: Client, data: bytes) -> str:
    file = io.BytesIO(data)
    file.name = "目录.xlsx"
    values = {
        "title": "社会救助目录",
        "scope": "own",
        "edition": "一",
        "source": "",
        "file": file,
        "form_of_the_house": "1",
    }
    return client.post("/desk/standards/import/", values).content.decode()


def packed_in(page: str) -> str:
    return page.split('name="packed" value="')[1].split('"')[0]


def test_nothing_is_kept_until_the_report_is_accepted_and_faulty_rows_only_knowingly_left_out(people: Cast) -> None:
    client = desk("wang")
    page = uploaded(client, real_table(FIRST, [*SECOND[:3], "", *SECOND[4:]]))
    assert "社会救助 第5行" in page and "“公开内容（要素）”为空" in page and "可以导入1行" in page
    assert not StandardCatalogue.objects.everywhere().exists()
    values = {"title": "社会救助目录", "scope": "own", "edition": "一", "source": "", "packed": packed_in(page)}
    again = client.post("/desk/standards/accept/", values).content.decode()
    assert "有1行有错" in again and not StandardCatalogue.objects.everywhere().exists()
    response = client.post("/desk/standards/accept/", values | {"leave_out": "on"})
    found = StandardCatalogue.objects.of(people.bureau).get()
    assert response.headers["Location"] == f"/desk/standards/{found.pk}/"
    assert "办事指南" in client.get(f"/desk/standards/{found.pk}/").content.decode()


def test_a_packed_catalogue_that_is_not_ours_is_refused(people: Cast) -> None:
    response = desk("wang").post("/desk/standards/accept/", {"packed": "别人的"})
    assert response.status_code == 422 and "请重新上传" in response.content.decode()


def test_a_catalogue_is_exported_and_two_versions_are_compared_on_a_page(people: Cast) -> None:
    first = accepted(people.county)
    later = replace(PLAN, edition="2023年版")
    changed = [replace(GUIDE, limit="按年公开"), FUNDS, HOMES]
    second = acts.accept_catalogue(people.county, later, changed, on=DAY, by=None)
    client = desk("wang")
    assert read_catalogue(client.get(f"/desk/standards/{first.pk}/export.xlsx").content).standards == ROWS
    assert "临时救助" in client.get(f"/desk/standards/{first.pk}/export.csv").content.decode("utf-8-sig")
    page = client.get(f"/desk/standards/{first.pk}/compare/{second.pk}/").content.decode()
    assert "增加0项，减少1项，改动1项，相同2项" in page and "公开时限" in page and "扶持政策" in page


def test_a_unit_hatches_its_catalogue_and_its_head_approves_it_on_the_pages(house: House) -> None:
    found = accepted(house.people.county)
    client = desk("wang")
    asked = {"catalogue": found.pk, "functions": "养老服务", "powers": "临时救助金给付", "form_of_the_house": "1"}
    page = client.post("/desk/unit-catalogue/hatch/", asked).content.decode()
    assert "找到4项" in page and "职能：养老服务" in page and "权责事项：临时救助金给付" in page
    rows = {row.name: row.pk for row in queries.rows(found)}
    chosen = [rows["办事指南"], rows["资金支出"]]
    refused = client.post("/desk/unit-catalogue/hatch/", asked | {"chosen": chosen, "section": ""}).content.decode()
    assert "请填写责任科室" in refused and refused.partition("<main")[2].count(" checked") == 2
    client.post("/desk/unit-catalogue/hatch/", asked | {"chosen": chosen, "section": "社会救助股"})
    proposed = list(queries.proposed(house.people.bureau))
    assert [item.section for item in proposed] == ["社会救助股"] * 2
    assert client.post("/desk/unit-catalogue/approve/", {"item": [item.pk for item in proposed]}).status_code == 403
    desk("li").post("/desk/unit-catalogue/approve/", {"item": [item.pk for item in proposed]})
    assert queries.items(house.people.bureau, DAY).count() == 0, "approved today, not in September 2025"
    page = client.get("/desk/unit-catalogue/").content.decode()
    assert "现行（2项）" in page and "办事指南" in page
    gaps = client.get("/desk/unit-catalogue/gaps/").content.decode()
    assert "缺2项" in gaps and "备案信息" in gaps
    assert "资金支出" in client.get("/desk/unit-catalogue/export.csv").content.decode("utf-8-sig")


def test_a_unit_takes_over_what_a_similar_unit_lists(house: House) -> None:
    people = house.people
    theirs = in_force(accepted(people.elsewhere), people.elsewhere, people.zhao, people.zhao)["备案信息"]
    client = desk("wang")
    assert "另设县民政局" in client.get("/desk/unit-catalogue/gaps/").content.decode()
    client.post(f"/desk/unit-catalogue/take-over/{theirs.pk}/", {"section": "养老服务股"})
    (item,) = queries.proposed(people.bureau)
    assert (item.key, item.section, item.reasons) == (HOMES.key, "养老服务股", ["同类单位：另设县民政局"])


def test_an_item_is_worded_anew_and_ended_on_its_pages(house: House) -> None:
    people = house.people
    item = in_force(accepted(people.county), people.bureau, people.wang, people.li)["办事指南"]
    address = f"/desk/unit-catalogue/{item.pk}/"
    values = {"area": item.area, "matter": item.matter, "name": item.name, "content": item.content, "section": "",
              "limit": "每月10日前", "form": "regular", "column": house.files.pk, "reason": "动态调整"}  # fmt: skip
    head = desk("li")
    assert "请填写责任科室" in head.post(f"{address}revise/", values).content.decode()
    head.post(f"{address}revise/", values | {"section": "社会救助股"})
    page = head.get(address).content.decode()
    assert "每月10日前" in page and "行政规范性文件" in page
    head.post(f"{address}end/", {"reason": "职能划出"})
    assert "已停用" in head.get(address).content.decode()
    assert desk("zhao").get(address).status_code == 404


def test_the_public_reads_what_is_in_force_where_it_stands_and_takes_it_as_data(house: House) -> None:
    people = house.people
    public = Client(HTTP_HOST="localhost")
    address = f"/{people.bureau.code}/zfxxgkml/"
    assert "目录正在编制" in public.get(address).content.decode()
    items = in_force(accepted(people.county), people.bureau, people.wang, people.li)
    page = public.get(address).content.decode()
    assert f"现行{len(items)}项" in page and all(name in page for name in items)
    told = public.get(f"{address}list.json").json()
    assert told["项数"] == len(items) and {row["二级事项"] for row in told["目录"]} == set(items)
    assert all(row["责任科室"] for row in told["目录"])
    assert address in public.get(f"/{people.bureau.code}/fdzdgknr/").content.decode()
