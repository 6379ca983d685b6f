"""公文的页面: through the forms, as people; what is refused says why, and nothing typed is lost."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from gongkai.law.documents import CHECKS, FLOW, Act, DocumentKind, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.journal.models import Access, Entry
from gongkai.papers.xlsx import read_xlsx
from gongkai.publication.documents import acts, queries
from gongkai.publication.documents.act_forms import ACT_FORMS, ELSEWHERE
from gongkai.publication.documents.files import OFFERED
from gongkai.publication.documents.models import Document, ReleaseReview, Version
from gongkai.web import clock
from tests.cast import official
from tests.publication.conftest import DAY, House
from tests.publication.papers import TEXT, TITLE, desk, drafted, labelled, reviewed, signed, take, through


def stamped(**values: str) -> dict[str, str]:
    """A form of the house as it is sent."""
    return {**values, "form_of_the_house": "1"}


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_every_act_of_the_flow_has_a_form_here_or_a_page_in_another_room() -> None:
    from_rows = {Act(row.act) for row in FLOW.rows}
    assert from_rows == set(ACT_FORMS) | set(ELSEWHERE) == set(OFFERED)
    assert not set(ACT_FORMS) & set(ELSEWHERE)


def test_a_clerk_drafts_labels_and_sends_and_three_people_and_the_head_take_it_through(house: House) -> None:
    wang = desk("wang")
    wang.post("/desk/documents/new/", stamped(kind="other", title=TITLE, body=TEXT.replace("2025年9月18日\n", "")))
    record = Document.objects.of(house.people.bureau).get()
    here = f"/desk/documents/{record.dossier_id}/"
    today = f"{clock.today():%Y-%m-%d}"

    def act(who: str, name: str, **values: str | list[str]) -> int:
        record.dossier.refresh_from_db()
        given = {"on": today, "seen": str(record.dossier.version), "form_of_the_house": "1", **values}
        return desk(who).post(f"{here}act/{name}/", given).status_code

    page = page_of(wang, f"{here}act/label/")
    assert "标注建议" in page and "以公开为常态" in page
    assert act("wang", "label", attribute="proactive") == 302
    assert act("wang", "submit", wanted_on="") == 302
    assert "科室审核" in page_of(desk("sun"), "/desk/documents/review/")
    assert act("sun", "review", remark="同意") == 302
    assert act("sun", "review", remark="同意") == 422, "the secrecy review is another's"
    assert "审查清单" in page_of(desk("qian"), f"{here}act/review/")
    assert act("qian", "review", remark="", checks=list(CHECKS)) == 302
    assert act("wu", "review", remark="") == 302
    li = desk("li")
    assert TITLE in page_of(li, "/desk/documents/sign/")
    assert f"示民发〔{clock.today().year}〕1号" in page_of(li, f"{here}act/sign/")
    assert act("li", "sign", code="示民发") == 302
    record.refresh_from_db()
    assert record.number == f"示民发〔{clock.today().year}〕1号"
    assert "已签发待公开" in page_of(wang, here)


def test_what_falls_due_stands_among_what_is_due_with_its_page(house: House) -> None:
    record = labelled(house, drafted(house))
    here = f'href="/desk/documents/{record.dossier_id}/"'
    assert here not in page_of(desk("wang"), "/desk/due/")
    today = clock.today()
    take(record, Act.SUBMIT, house.people.wang, on=today, wanted_on=today.isoformat())
    page = page_of(desk("wang"), "/desk/due/")
    assert here in page and "今天到期" in page


def test_the_file_offers_each_act_as_a_button_or_refuses_it_with_reason_and_article(house: House) -> None:
    record = drafted(house)
    page = page_of(desk("wang"), f"/desk/documents/{record.dossier_id}/")
    assert f"/desk/documents/{record.dossier_id}/act/label/" in page
    assert "尚未标注公开属性，不能送审和编号" in page and "国办发〔2016〕80号" in page
    assert "公文处于“拟稿”时不能办理“审查通过”" in page and "条例第十七条" in page


def test_13_whoever_withholds_without_a_ground_is_told_at_the_field_and_loses_nothing(house: House) -> None:
    record = drafted(house)
    given = stamped(attribute="withheld", ground="", reason="涉及内部人事安排", on="2025-09-18", seen="1")
    response = desk("wang").post(f"/desk/documents/{record.dossier_id}/act/label/", given)
    page = response.content.decode()
    assert "不是主动公开的，应当选明理由和条文" in page and "涉及内部人事安排" in page
    record.refresh_from_db()
    assert record.attribute == ""


def test_a_page_that_is_no_longer_current_is_refused(house: House) -> None:
    record = drafted(house)
    labelled(house, record)
    given = stamped(on=f"{clock.today():%Y-%m-%d}", seen="1", wanted_on="")
    response = desk("wang").post(f"/desk/documents/{record.dossier_id}/act/submit/", given)
    assert "案卷已被他人办理" in response.content.decode()
    assert queries.standing(record).state is State.DRAFTING


def test_an_unknown_act_and_an_unknown_review_are_no_page_and_no_order(house: House) -> None:
    record = drafted(house)
    assert desk("wang").get(f"/desk/documents/{record.dossier_id}/act/nonsense/").status_code == 404
    assert desk("wang").get(f"/desk/documents/{record.dossier_id}/act/publish/").status_code == 404
    given = stamped(place_1="nonsense", place_2="secrecy", since=f"{clock.today():%Y-%m-%d}", re_review_months="12")
    page = desk("li").post("/desk/documents/order/set/", given).content.decode()
    assert "第1环不在可选的范围内" in page


def test_a_reviewer_who_drafted_sees_it_waits_for_another_and_is_refused(house: House) -> None:
    record = drafted(house)
    house_of_sun = acts.draft(house.people.bureau, _draft(), on=DAY, today=DAY, by=house.sun)
    for each, by in ((record, house.people.wang), (house_of_sun, house.sun)):
        take(each, Act.LABEL, by, attribute="proactive")
        take(each, Act.SUBMIT, by)
    page = page_of(desk("sun"), "/desk/documents/review/")
    assert "拟稿人不能审查自己起草的公文" in page
    given = stamped(on=f"{clock.today():%Y-%m-%d}", seen=str(house_of_sun.dossier.version), remark="同意")
    response = desk("sun").post(f"/desk/documents/{house_of_sun.dossier_id}/act/review/", given)
    assert "拟稿人不能审查自己起草的公文" in response.content.decode()


def _draft() -> acts.Draft:
    return acts.Draft(DocumentKind.OTHER, "关于值班安排的通知", "<p>值班安排如下。</p>", "值班安排如下。")


WRONG = TEXT.replace("示例县民政局", "示例县财政局").replace("2025年9月18日", "2025年9月29日")


def test_each_contradiction_is_shown_with_its_sentence_and_signing_waits_for_an_explanation(house: House) -> None:
    record = reviewed(house, labelled(house, drafted(house, "示民发〔2024〕77号\n" + WRONG)))
    here = f"/desk/documents/{record.dossier_id}/"
    page = page_of(desk("li"), here)
    assert "发文机关登记为“示例县民政局”，文中为“示例县财政局”：示例县财政局" in page
    page = page_of(desk("li"), f"{here}act/sign/")
    for sentence in ("示例县财政局", "2025年9月29日", "示民发〔2024〕77号"):
        assert f"：{sentence}" in page, sentence
    given = stamped(on="2025-09-18", seen=str(record.dossier.version), code="示民发")
    response = desk("li").post(f"{here}act/sign/", given)
    told = response.content.decode()
    assert response.status_code != 302 and "没有逐条说明的不能签发" in told
    record.refresh_from_db()
    assert record.number == "" and queries.standing(record).state is State.TO_SIGN
    found = queries.contradictions_of(record, number="示民发〔2025〕1号", made_on=DAY)
    assert len(found) == 3
    explained = {each.key: "经核对，沿用上级来文的写法" for each in found}
    response = desk("li").post(f"{here}act/sign/", {**given, **explained})
    assert response.status_code == 302
    assert "文实不符的说明：经核对" in page_of(desk("li"), here)


def test_what_somebody_saved_first_is_never_overwritten_and_what_was_typed_is_kept(house: House) -> None:
    record = drafted(house)
    here = f"/desk/documents/{record.dossier_id}/edit/"
    official("he", "何同事", house.people.bureau, "drafter")
    first, second = desk("wang"), desk("he")
    assert first.post(here, stamped(body=TEXT + "\n王的一段。", edition="1")).status_code == 302
    response = second.post(here, stamped(body=TEXT + "\n何的一段。", edition="1"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "王小样" in page and "已经保存了第2版" in page
    assert "何的一段。" in page and "王的一段。" in page, "both texts are on the page"
    assert "【删】" in page and "【增】" in page
    assert Version.objects.of(record.authority).filter(document=record).count() == 2
    assert second.post(here, stamped(body=TEXT + "\n王的一段。\n何的一段。", edition="2")).status_code == 302
    texts = [version.text for version in queries.versions(record)]
    assert len(texts) == 3 and "王的一段。" in texts[1], "every version stays"


def test_a_script_in_what_is_pasted_is_gone_and_the_words_stay(house: House) -> None:
    record = drafted(house)
    dirty = (
        '<p style="font:12pt" onclick="x()">一、对象</p><script>alert(1)</script><table><tr><th>名称</th></tr></table>'
    )
    desk("wang").post(f"/desk/documents/{record.dossier_id}/edit/", stamped(body=dirty, edition="1"))
    latest = queries.latest(record)
    assert latest is not None
    assert latest.body == '<h2>一、对象</h2>\n<table><thead><tr><th scope="col">名称</th></tr></thead></table>'
    assert latest.text == "一、对象\n名称"
    assert "alert(1)" not in page_of(desk("wang"), f"/desk/documents/{record.dossier_id}/")


def test_any_two_versions_are_compared_in_words_as_well_as_colours(house: House) -> None:
    record = drafted(house)
    acts.write(
        record, "<p>一、救助标准为每人500元。</p>", "一、救助标准为每人500元。", on=DAY, by=house.people.wang, seen=1
    )
    acts.write(
        record, "<p>一、救助标准为每人800元。</p>", "一、救助标准为每人800元。", on=DAY, by=house.people.wang, seen=2
    )
    here = f"/desk/documents/{record.dossier_id}"
    page = page_of(desk("wang"), f"{here}/compare/2/3/")
    assert (
        '<del><span class="change-mark">【删】</span>500</del><ins><span class="change-mark">【增】</span>800</ins>'
        in page
    )
    chosen = desk("wang").get(f"{here}/versions/", {"first": "1", "second": "3"})
    assert chosen.headers["Location"] == f"{here}/compare/1/3/"
    assert desk("wang").get(f"{here}/compare/1/9/").status_code == 404


def test_the_leader_sees_what_changed_since_the_last_round_and_answers_with_one_press(house: House) -> None:
    record = labelled(house, drafted(house))
    take(record, Act.SUBMIT, house.people.wang, wanted_on="2025-09-30")
    here = f"/desk/documents/{record.dossier_id}/"
    page = page_of(desk("sun"), f"{here}leader/")
    assert "王小样（救助科）" in page and "2025年9月30日" in page and "同意，审查通过" in page
    given = stamped(on="2025-09-18", seen=str(record.dossier.version), codes="content", remark="标准写明")
    assert desk("sun").post(f"{here}act/return/", given).status_code == 302
    acts.write(record, "", TEXT + "\n三、标准每人500元。", on=DAY, by=house.people.wang, seen=1)
    take(record, Act.SUBMIT, house.people.wang)
    page = page_of(desk("sun"), f"{here}leader/")
    assert "第1版（上一轮送审）以来的改动" in page and "三、标准每人500元。" in page and "第2轮" in page
    given = stamped(on="2025-09-18", seen=str(record.dossier.version))
    assert desk("sun").post(f"{here}act/review/", given).status_code == 302
    assert "标准写明" in page_of(desk("wang"), here)


def test_a_withheld_document_that_nobody_renews_is_listed_to_be_decided(house: House) -> None:
    record = through(house, "withheld")
    take(record, Act.ARCHIVE, house.people.wang)
    assert record.label_until == date(2026, 9, 18)
    page = page_of(desk("wu"), "/desk/documents/lapsing/")
    assert TITLE in page and "已失效" in page and "act/relabel/" in page and "act/renew/" in page
    take(record, Act.RENEW, house.wu, on=date(2026, 9, 20), reason="人事安排仍在进行")
    assert record.label_until == date(2027, 9, 20)
    assert TITLE not in page_of(desk("wu"), "/desk/documents/lapsing/")


def test_the_register_is_filtered_and_taken_away_as_xlsx_and_csv(house: House) -> None:
    through(house)
    given = stamped(
        title="=救助资金发放名单",
        source="救助科",
        on="2025-09-18",
        checks="secret",
        reviewer_1="wang",
        reviewer_2="wang",
        reviewer_3="li",
    )
    page = desk("wang").post("/desk/documents/register/add/", given).content.decode()
    assert "同一人不能承担两个审查环节" in page and "救助资金发放名单" in page
    whole: dict[str, str | list[str]] = {**given, "reviewer_2": "sun"}
    assert "审查清单未确认" in desk("wang").post("/desk/documents/register/add/", whole).content.decode()
    assert ReleaseReview.objects.of(house.people.bureau).count() == 1
    whole["checks"] = list(CHECKS)
    assert desk("wang").post("/desk/documents/register/add/", whole).status_code == 302
    page = page_of(desk("wang"), "/desk/documents/register/?of=other")
    assert "救助资金发放名单" in page and TITLE not in page and "二审：孙审稿" in page
    rows = list(csv.reader(io.StringIO(desk("wang").get("/desk/documents/register.csv").content.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {"'=救助资金发放名单", TITLE}
    [grid] = read_xlsx(desk("wang").get("/desk/documents/register.xlsx?of=document").content)
    assert grid.texts[0][0] == "信息名称" and grid.texts[1][:2] == (TITLE, "示民发〔2025〕1号") and grid.height == 2
    assert Access.objects.of(house.people.bureau).filter(what="发布审查登记簿").count() == 2


def test_every_figure_leads_to_as_many_documents_as_it_says(house: House) -> None:
    through(house)
    record = labelled(house, drafted(house, title="关于值班的通知", section=""))
    take(record, Act.SUBMIT, house.people.wang)
    take(record, Act.RETURN, house.sun, codes=["secrecy"])
    wang = desk("wang")
    for address in ("/desk/documents/figures/?year=2025", "/desk/documents/matrix/?year=2025"):
        page = page_of(wang, address)
        found = _links(page)
        assert found, address
        for href, figure in found:
            if figure.isdigit():
                listed = page_of(wang, href)
                assert _rows(listed) == int(figure), href


def _links(page: str) -> list[tuple[str, str]]:
    links = re.findall(r'<a href="(/desk/documents/\?only=[^"]+)">([^<]*)</a>', page)
    return [(href.replace("&amp;", "&"), told) for href, told in links]


def _rows(page: str) -> int:
    return page.count('scope="row"')


def test_a_signature_made_void_leaves_its_number_explained_in_the_book(house: House) -> None:
    record = through(house)
    seq = Entry.objects.of(house.people.bureau).get(act="sign").seq
    here = f"/desk/documents/{record.dossier_id}/"
    given = stamped(on="2025-09-18", seen=str(record.dossier.version), amend_reason="签发日期写错", void="on")
    assert "应由签发人更正" in desk("sun").post(f"{here}entries/{seq}/", given).content.decode()
    assert desk("li").post(f"{here}entries/{seq}/", given).status_code == 302
    record.refresh_from_db()
    assert record.number == "" and record.made_on is None and queries.standing(record).state is State.TO_SIGN
    page = page_of(desk("wang"), "/desk/documents/numbers/")
    assert "示民发〔2025〕1号" in page and "签发编号作废：签发日期写错" in page
    signed(house, record)
    assert record.number == "示民发〔2025〕2号", "a number is never given twice"
    assert "没有登记" not in page_of(desk("wang"), "/desk/documents/numbers/")


def test_the_order_of_an_authority_holds_for_what_is_drafted_from_its_day_on(house: House) -> None:
    before = drafted(house)
    tomorrow = clock.today() + timedelta(days=1)
    given = stamped(
        place_1="secrecy",
        place_2="legal",
        since=f"{tomorrow:%Y-%m-%d}",
        basis="示民办〔2025〕9号",
        re_review_months="6",
    )
    assert desk("li").post("/desk/documents/order/set/", given).status_code == 302
    assert "示民办〔2025〕9号" in page_of(desk("wang"), "/desk/documents/order/")
    assert [each.value for each in queries.standing(before).order] == ["section", "secrecy", "attribute"]
    later = acts.draft(house.people.bureau, _draft(), on=tomorrow, today=tomorrow, by=house.people.wang)
    standing = queries.standing(later)
    assert [each.value for each in standing.order] == ["secrecy", "legal"] and standing.re_review_months == 6
    assert Entry.objects.of(house.people.bureau).filter(act="set_review_order").count() == 1
    assert desk("sun").get("/desk/documents/order/set/").status_code == 403
    wrong = {**given, "place_2": "secrecy"}
    assert "同一审查环节不能出现两次" in desk("li").post("/desk/documents/order/set/", wrong).content.decode()
    wrong = {**given, "place_1": "section"}
    assert "不能没有保密审查" in desk("li").post("/desk/documents/order/set/", wrong).content.decode()


def test_the_facts_of_a_draft_change_with_a_trace_and_those_of_a_signed_one_do_not(house: House) -> None:
    record = drafted(house)
    here = f"/desk/documents/{record.dossier_id}/facts/"
    given = stamped(title="关于临时救助的通知", section="办公室", phase="", seen=str(record.dossier.version))
    assert desk("wang").post(here, given).status_code == 302
    page = page_of(desk("wang"), f"/desk/documents/{record.dossier_id}/")
    assert escape(f"标题由“{TITLE}”改为“关于临时救助的通知”") in page
    given["expires_on"], given["effective_on"] = "2025-01-01", "2025-02-01"
    assert "有效期至不能早于施行日期" in desk("wang").post(here, given).content.decode()
    other = through(house)
    response = desk("wang").post(
        f"/desk/documents/{other.dossier_id}/facts/", stamped(title="改题", seen=str(other.dossier.version))
    )
    assert "送审以后不能再改" in response.content.decode()
    with pytest.raises(Unlawful, match="送审以后不能再改"):
        acts.write(other, "", "改了", on=DAY, by=house.people.wang, seen=other.edition)
