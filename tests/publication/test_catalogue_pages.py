"""目录的页面: through the forms, as people; what is refused says why, strangers and other authorities see nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from gongkai.law.disclosure import ContentClass
from gongkai.law.expansions import Phrase, Wish
from gongkai.law.matters import Matter
from gongkai.office.authorities.models import Profile
from gongkai.office.notices.queries import unread
from gongkai.papers.xlsx import read_xlsx
from gongkai.publication.catalogue import acts, column_chores, guides, proposals, queries
from gongkai.publication.catalogue.acts import Care
from gongkai.publication.catalogue.models import Column, Expansion, IndexSetting, Placement
from gongkai.web import clock
from tests.cast import PASSWORD
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

COLUMNS = "/desk/catalogue/columns/"


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


@pytest.fixture
def li(house: House) -> Client:
    return desk("li")


def sent(client: Client, address: str, **values: object) -> str:
    """A form as a person sends it: what the page holds, with some of it typed anew. The page that comes back."""
    page = client.get(address).content.decode()
    first = dict(re.findall(r'<input type="(?:hidden|text|number)" name="(\w+)" value="([^"]*)"', page))
    first |= {
        name: chosen[0]
        for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL)
        if (chosen := re.findall(r'<option value="([^"]*)" selected', options))
    }
    told = {**first, **values, "form_of_the_house": "1"}
    told.pop("csrfmiddlewaretoken", None)
    return client.post(address, told, follow=True).content.decode()


# -- columns -----------------------------------------------------------------------------------------------------------


def test_a_column_is_opened_cared_for_renamed_moved_and_closed_at_the_desk(li: Client, house: House) -> None:
    page = sent(li, f"{COLUMNS}open/", name="公示公告", slug="gsgg", section="办公室", cycle="30", accepts=["notice"])
    assert "已设立栏目“公示公告”" in page and "由办公室保障，每30日内更新" in page
    column = Column.objects.of(house.people.bureau).get(slug="gsgg")
    here = f"{COLUMNS}{column.pk}/"
    page = sent(li, f"{here}edit/", owner=str(house.people.wang.pk), section="宣传科", accepts=["notice", "data"])
    assert "宣传科" in page and "王小样" in page
    page = sent(li, f"{here}rename/", name="公告", slug="gg")
    assert "旧网址代码" in page and "gsgg" in page
    page = sent(li, f"{here}move/", parent=str(house.files.pk), reason="归到文件之下")
    assert "所在位置" in page and "归到文件之下" in page
    page = sent(li, f"{here}close/", reason="不再需要")
    assert "关闭" in page
    column.refresh_from_db()
    assert (column.parent, column.closed_on is not None, column.edition) == (house.files, True, 5)
    assert [each.act for each in queries.history(column)] == [
        *("open_column", "edit_column", "rename_column", "move_column", "close_column")
    ]


def test_what_the_law_refuses_is_said_at_the_field_and_nothing_typed_is_lost(li: Client, house: House) -> None:
    child = opened(house.people, "子栏", "zl", house.files)
    published(house, child)
    for address, values, said in (
        (f"{COLUMNS}{house.files.pk}/move/", {"parent": str(child.pk)}, "成环"),
        (f"{COLUMNS}open/", {"name": "新栏目", "slug": "zl", "section": "办公室"}, "已为栏目“子栏”所用"),
        (f"{COLUMNS}{child.pk}/close/", {"reason": "我写的理由"}, "还有1条公开内容"),
        (f"{COLUMNS}open/", {"name": "新栏目", "slug": "x1", "section": ""}, "请填写责任科室"),
    ):
        page = sent(li, address, **values)
        assert said in page
        assert all(typed in page for typed in values.values())
    assert Column.objects.of(house.people.bureau).count() == 3


def test_a_page_that_has_been_overtaken_is_refused(li: Client, house: House) -> None:
    address = f"{COLUMNS}{house.files.pk}/rename/"
    acts.rename_column(house.files, "文件库", "xzgfxwj", on=clock.today(), by=None)
    page = li.post(address, {"name": "又一名", "slug": "xzgfxwj", "seen": "1", "form_of_the_house": "1"}).content
    assert "已被他人改动" in page.decode()


def test_a_merger_says_how_much_moved(li: Client, house: House) -> None:
    old, new = opened(house.people, "公示", "gs"), opened(house.people, "公示公告", "gsgg")
    published(house, old)
    page = sent(li, f"{COLUMNS}{old.pk}/merge/", into=str(new.pk), reason="两栏重复")
    assert "1条内容移入“公示公告”" in page and "已于" in page


def test_the_tree_is_shown_as_it_was_on_any_day_and_by_what_it_lacks(li: Client, house: House) -> None:
    opened(house.people, "后设栏目", "hs")
    assert "后设栏目" in li.get(COLUMNS).content.decode()
    assert "后设栏目" not in li.get(f"{COLUMNS}?on={DAY - timedelta(days=1)}").content.decode()
    lacking = li.get(f"{COLUMNS}?only=lacking").content.decode()
    assert "后设栏目" in lacking and "无责任人" in lacking
    mine = desk("wang").get(f"{COLUMNS}?only=mine").content.decode()
    assert "行政规范性文件" in mine and ">后设栏目<" not in mine
    assert li.get(f"{COLUMNS}?on=乱写").status_code == 200


def test_a_new_authority_hatches_its_columns_from_the_template(li: Client, house: House) -> None:
    page = li.get(f"{COLUMNS}hatch/").content.decode()
    assert "政府信息公开指南" in page and "第二十条第（七）项" in page
    page = sent(li, f"{COLUMNS}hatch/", section="办公室", matters=["A20_02", "A20_07"])
    assert "已设立6个栏目" in page
    assert {"jgzn", "czyjs"} <= set(Column.objects.of(house.people.bureau).values_list("slug", flat=True))


def test_the_table_of_responsibilities_is_read_and_carried_away(li: Client, house: House) -> None:
    acts.open_column(
        house.people.bureau, acts.ColumnPlan("=1+1", "gs", "办公室"), on=DAY, by=None, owner=house.people.wang
    )
    page = li.get("/desk/catalogue/responsibility/").content.decode()
    assert "责任分解表" in page and "无替补责任人" in page
    [grid] = read_xlsx(li.get("/desk/catalogue/responsibility.xlsx").content)
    texts = [text for row in grid.texts for text in row]
    assert {"行政规范性文件", "王小样", "更新情况"} <= set(texts)
    content = li.get("/desk/catalogue/responsibility.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0][:2] == ["序号", "栏目"] and "'=1+1" in [row[1] for row in rows], "no cell is a formula"
    assert li.get("/desk/catalogue/responsibility.exe").status_code == 404


def test_who_reads_beneath_reads_the_tables_beneath_and_nobody_else_does(house: House) -> None:
    address = f"/desk/catalogue/responsibility/?unit={house.people.bureau.code}"
    assert "行政规范性文件" in desk("zhou").get(address).content.decode(), "纪检 of the county"
    assert desk("zhao").get(address).status_code == 404


def test_a_missing_matter_is_pointed_out_and_waived(li: Client, house: House) -> None:
    page = li.get("/desk/catalogue/matters/").content.decode()
    assert "行政许可和对外管理服务" in page and "缺少" in page
    page = sent(li, "/desk/catalogue/matters/A20_05/waive/", reason="本机关没有许可事项")
    assert "已豁免" in page and "本机关没有许可事项" in page
    [waiver] = queries.waivers(house.people.bureau)
    assert "已终止豁免" in li.post(f"/desk/catalogue/waivers/{waiver.pk}/end/", follow=True).content.decode()
    assert li.get("/desk/catalogue/matters/A99_99/waive/").status_code == 404


def test_the_categories_of_2008_are_looked_up(li: Client) -> None:
    page = li.get("/desk/catalogue/mapping/?name=抢险救灾优抚救济").content.decode()
    assert "社会救助、突发公共事件应急" in page and "需逐条分开" in page and "计划生育" not in page
    assert "没有认出" in li.get("/desk/catalogue/mapping/?name=领导之窗").content.decode()


# -- index numbers -----------------------------------------------------------------------------------------------------


def test_a_rule_is_seen_before_it_is_in_force_and_refused_where_it_could_repeat(li: Client, house: House) -> None:
    address = "/desk/catalogue/index-numbers/rule/"
    fresh = {"code": "SL001", "segments_2_before": "-"}
    page = sent(li, address, **fresh)
    assert f"SL001-{clock.today():%Y}-00001" in page
    assert not IndexSetting.objects.of(house.people.bureau).exists(), "a preview saves nothing"
    page = sent(li, address, **fresh, segments_2="fixed", segments_2_text="X", confirmed="on")
    assert "应当有年份" in page and "SL001" in page
    page = sent(li, address, **fresh, confirmed="on")
    assert "已启用新的索引号规则" in page and f"SL001-{clock.today():%Y}-00001" in page
    assert IndexSetting.objects.of(house.people.bureau).get().code == "SL001"


def test_the_ledger_tells_what_became_of_every_number(li: Client, house: House) -> None:
    content = published(house, opened(house.people, "公示", "gs"), "一条公示")
    page = li.get("/desk/catalogue/index-numbers/").content.decode()
    assert content.index_number in page and "一条公示" in page and "每号都有去向" in page


def test_titles_are_tried_on_the_classifications(li: Client, house: House) -> None:
    page = sent(li, "/desk/catalogue/classes/", title="示例县临时救助办法政策解读", text="")
    assert "标题中有“临时救助”" in page and "体裁为“解读”" in page and "政策解读" in page
    assert "建议：标题中有“临时救助”" in page, "the field itself says what it suggests"


# -- proposals ---------------------------------------------------------------------------------------------------------


def test_a_content_in_the_wrong_column_is_found_and_moved_in_one_step(house: House) -> None:
    wang = desk("wang")
    notices = opened(house.people, "公示公告", "gsgg")
    money = opened(house.people, "财政预算、决算", "czyjs", matter=Matter.A20_07)
    content = published(house, notices, "示例县民政局2024年部门决算", ContentClass.DATA)
    assert "新发现1条" in wang.post("/desk/catalogue/placements/scan/", follow=True).content.decode()
    row = Placement.objects.of(house.people.bureau).get()
    page = sent(wang, f"/desk/catalogue/placements/{row.pk}/", decision="rejected", note="")
    assert "不采纳的应当写明理由" in page
    page = sent(wang, f"/desk/catalogue/placements/{row.pk}/", decision="accepted")
    assert "已移到“财政预算、决算”" in page
    content.refresh_from_db()
    assert content.column == money
    assert "采纳100%" in wang.get("/desk/catalogue/placements/?decision=").content.decode()


def test_what_people_wish_for_is_entered_and_decided(li: Client, house: House) -> None:
    page = sent(desk("wang"), "/desk/catalogue/expansions/suggest/", phrase="养老床位", wish="suggested", count="1")
    assert "已登记“养老床位”" in page
    row = Expansion.objects.of(house.people.bureau).get()
    page = sent(li, f"/desk/catalogue/expansions/{row.pk}/", decision="accepted")
    assert "应当写明纳入哪个栏目" in page
    page = sent(
        li,
        f"/desk/catalogue/expansions/{row.pk}/",
        decision="accepted",
        column=str(house.files.pk),
        entry_name="养老机构床位数",
    )
    assert "已记录研究结果" in page
    assert "养老机构床位数" in li.get("/desk/catalogue/expansions/?decision=accepted").content.decode()


def test_the_shares_of_a_year_are_shown(li: Client, house: House) -> None:
    published(house, opened(house.people, "动态", "dt"), "一条动态", ContentClass.NEWS)
    page = li.get("/desk/catalogue/shares/?year=2025").content.decode()
    assert "充数" in page and "1（100%）" in page
    assert li.get("/desk/catalogue/shares/?year=乱写").status_code == 200


# -- the guide ---------------------------------------------------------------------------------------------------------


def test_12_a_version_of_the_guide_is_what_the_public_reads(li: Client, house: House) -> None:
    Profile.objects.of(house.people.bureau).update(disclosure_office="示例县民政局办公室", address="解放路1号")
    page = sent(li, "/desk/catalogue/guide/issue/", text="只有一句", effective_on="2025-09-18")
    assert "指南没有写明" in page and "只有一句" in page
    house.people.bureau.profile.refresh_from_db()
    text = guides.composed(house.people.bureau) + "\n六、附则\n本指南由办公室解释。"
    page = sent(li, "/desk/catalogue/guide/issue/", text=text, effective_on="2025-09-18")
    assert "已编制指南第1版" in page
    public = Client().get("/shili-minzheng/zfxxgkzn/").content.decode()
    assert "本指南由办公室解释" in public and "<h2>六、附则</h2>" in public and "第1版" in public
    assert "已复核" in li.post("/desk/catalogue/guide/review/", follow=True).content.decode()
    sent(li, "/desk/catalogue/guide/issue/", text=text.replace("办公室解释", "法制科解释"), effective_on="2025-09-19")
    page = li.get("/desk/catalogue/guide/2/").content.decode()
    assert "删去" in page and "增加" in page
    Profile.objects.of(house.people.bureau).update(address="新街2号")
    assert "与机关信息不符" in li.post("/desk/catalogue/guide/review/", follow=True).content.decode()
    assert "办公地址" in li.get("/desk/catalogue/guide/").content.decode()


# -- reminders ---------------------------------------------------------------------------------------------------------


def test_who_keeps_a_stale_column_or_an_old_guide_is_reminded_once(house: House) -> None:
    people = house.people
    column = opened(people, "公示", "gs", cycle=30)
    acts.edit_column(column, Care("办公室", owner=people.wang, cycle=30), on=DAY, by=people.li)
    guides.issue_guide(people.bureau, guides.composed(people.bureau), effective_on=DAY, on=DAY, by=people.li)
    later = DAY + timedelta(days=400)
    assert (
        column_chores.remind_of_columns(people.bureau, DAY) == 0
        and column_chores.remind_of_guide(people.bureau, DAY) == 0
    )
    for _ in range(2):
        column_chores.remind_of_columns(people.bureau, later)
        column_chores.remind_of_guide(people.bureau, later)
    told = [message.subject for message in unread(people.wang)]
    assert [each for each in told if "公示" in each] == [f"栏目“公示”应于{DAY + timedelta(days=30)}前更新，已经超期"]
    assert len([message for message in unread(people.li) if "指南" in message.subject]) == 1


# -- the public --------------------------------------------------------------------------------------------------------


def test_the_public_sees_the_tree_with_counts_keepers_and_dry_reasons(house: House) -> None:
    made = {
        column.slug: column
        for column in acts.hatch_columns(house.people.bureau, "办公室", on=DAY, by=None, matters={Matter.A20_02})
    }
    acts.edit_column(
        made["jgzn"],
        Care("人事科", cycle=365, matter=Matter.A20_02, empty_reason="本年度无此类信息"),
        on=DAY,
        by=None,
    )
    published(house, house.files, "一件文件", ContentClass.DOCUMENT)
    page = Client().get("/shili-minzheng/fdzdgknr/").content.decode()
    assert "由人事科保障，每365日内更新" in page and "本年度无此类信息" in page
    assert "目前共1条" in page and "2025-09-18" in page
    assert "/shili-minzheng/fdzdgknr/jgzn/" in page and "/fdzdgknr/zfxxgkzn/" not in page
    zone = Client().get("/shili-minzheng/").content.decode()
    assert 'href="/shili-minzheng/fdzdgknr/"' in zone and 'href="/shili-minzheng/zfxxgkzd/"' in zone


def test_an_old_address_of_a_column_leads_on_for_ever(house: House) -> None:
    upper = opened(house.people, "政策文件", "zc", gathers=True)
    child = opened(house.people, "公示", "gs", upper, matter=Matter.A20_15)
    content = published(house, child, "一条公示")
    page = Client().get("/shili-minzheng/fdzdgknr/gs/").content.decode()
    assert "一条公示" in page and content.index_number.replace("/", "~") in page
    assert "条例第二十条第（十五）项" in page and "/fdzdgknr/zc/" in page
    assert "公示" in Client().get("/shili-minzheng/fdzdgknr/zc/").content.decode()
    acts.rename_column(child, "公示公告", "gsgg", on=DAY, by=None)
    moved = Client().get("/shili-minzheng/fdzdgknr/gs/")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/shili-minzheng/fdzdgknr/gsgg/")
    assert Client().get("/shili-minzheng/fdzdgknr/nowhere/").status_code == 404
    assert Client().get("/lingxian-minzheng/fdzdgknr/gsgg/").status_code == 404


def test_a_closed_column_says_why(house: House) -> None:
    column = opened(house.people, "公示", "gs")
    acts.close_column(column, on=DAY, by=None, reason="职能划出")
    assert "职能划出" in Client().get("/shili-minzheng/fdzdgknr/gs/").content.decode()


def test_the_rules_of_disclosure_are_listed_with_the_authority_s_own(house: House) -> None:
    acts.hatch_columns(house.people.bureau, "办公室", on=DAY, by=None, matters=set())
    column = Column.objects.of(house.people.bureau).get(slug="zfxxgkzd")
    published(house, column, "示例县民政局政府信息公开工作制度", ContentClass.DOCUMENT)
    page = Client().get("/shili-minzheng/zfxxgkzd/").content.decode()
    assert "中华人民共和国政府信息公开条例" in page and "示例县民政局政府信息公开工作制度" in page
    for slug, where in (("zfxxgkzd", "zfxxgkzd/"), ("fdzdgknr", "fdzdgknr/"), ("zfxxgkzn", "zfxxgkzn/")):
        assert Client().get(f"/shili-minzheng/fdzdgknr/{slug}/").headers["Location"].endswith(f"/{where}")


# -- the others --------------------------------------------------------------------------------------------------------


def test_a_stranger_and_another_authority_see_and_change_nothing(house: House) -> None:
    column = opened(house.people, "机密栏目名", "jm")
    [row] = proposals.propose_expansions(house.people.bureau, [Phrase("养老床位", 5, Wish.SEARCHES)], on=DAY)
    addresses = [
        *(f"{COLUMNS}{column.pk}/{act}" for act in ("", "edit/", "rename/", "move/", "merge/", "close/")),
        f"/desk/catalogue/expansions/{row.pk}/",
    ]
    zhao = desk("zhao")
    for address in addresses:
        assert Client().get(address).status_code == 302
        assert zhao.get(address).status_code == 404 and zhao.post(address).status_code in {404, 405}
    for address in (COLUMNS, "/desk/catalogue/expansions/", "/desk/catalogue/index-numbers/"):
        page = zhao.get(address).content.decode()
        assert "机密栏目名" not in page and "养老床位" not in page
    wang = desk("wang")
    assert wang.get(f"{COLUMNS}{column.pk}/close/").status_code == 403, "an informant fills columns, and keeps no tree"
    column.refresh_from_db()
    assert column.edition == 1
