"""索引: it holds what a rebuild would hold, whatever was done to the contents; what was withdrawn is never shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from gongkai.doors.followers import index as follower
from gongkai.doors.followers.models import Cursor
from gongkai.doors.search import index
from gongkai.doors.search.models import FileText
from gongkai.doors.search.texts import texts
from gongkai.engines.search.values import Facet, Query
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import DocumentKind
from gongkai.law.validity import ChangeKind
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import attachments
from gongkai.publication.documents.validity import acts as validity
from gongkai.publication.documents.validity.acts import Mark, Source
from gongkai.publication.interpretation import acts as interpretation
from gongkai.web import clock
from gongkai.web.uploads import TXT
from tests.doors.search.conftest import worked
from tests.publication import interpreting
from tests.publication.conftest import DAY, House
from tests.publication.ledger_files import imported
from tests.publication.shelf import opened, published


def held() -> dict[str, str]:
    return dict(index.engine().digests())


def of_a_rebuild() -> dict[str, str]:
    keys = Content.objects.everywhere().order_by("pk").values_list("pk", flat=True)
    return {text.key: text.digest for text in texts(keys, clock.today())}


def found(words: str) -> list[str]:
    return [hit.key for hit in index.find(Query(words)).hits]


def test_what_is_published_corrected_moved_withdrawn_and_brought_back_is_followed(house: House) -> None:
    notices = opened(house.people, "通知公告", "tzgg")
    first = published(house, notices, "临时救助标准的通知", text="每人每月六百元。")
    worked()
    assert held() == of_a_rebuild() and found("临时救助") == [str(first.pk)]

    wang = house.people.wang
    disclosure.correct(
        first, {"title": "特困供养标准的通知"}, on=DAY, today=DAY, by=wang, reason="笔误", note="改正标题"
    )
    disclosure.move(first, opened(house.people, "救助", "jz"), on=DAY, by=wang, reason="放错了栏目")
    worked()
    assert held() == of_a_rebuild() and found("特困供养") == [str(first.pk)] and not found("临时救助")
    assert index.find(Query("特困供养")).counts[Facet.COLUMN] == {"jz": 1}

    catalogue.rename_column(first.column, "社会救助", "shjz", on=DAY, by=wang)
    worked()
    assert held() == of_a_rebuild() and index.find(Query("特困供养")).counts[Facet.COLUMN] == {"shjz": 1}

    disclosure.withdraw(first, on=DAY, by=wang, reason="有误")
    worked()
    assert held() == of_a_rebuild() == {}
    review = published(house, notices, "另一条").review
    disclosure.publish_again(first, on=DAY, today=DAY, by=wang, review=review)
    worked()
    assert held() == of_a_rebuild() and found("特困供养") == [str(first.pk)]


def test_a_withdrawn_content_is_not_shown_while_the_index_still_has_it(house: House) -> None:
    content = published(house, house.files, "临时救助标准的通知", kind=ContentClass.DOCUMENT)
    worked()
    address = "/shili-minzheng/search/?q=临时救助"
    assert "标准的通知" in Client().get(address).content.decode()
    disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
    assert found("临时救助") == [str(content.pk)], "the worker has not heard of it yet"
    page = Client().get(address).content.decode()
    assert "标准的通知" not in page and "没有找到" in page
    assert Client().get(f"{address}".replace("/?", "/results.json?")).json()["结果"] == []


def test_the_text_of_an_attachment_is_found_and_read_once(house: House) -> None:
    document = interpreting.drafted(house, DocumentKind.OTHER)
    upload = SimpleUploadedFile("名单.txt", "李家沟村的水窖已经验收。".encode())
    attachments.attach(document, upload, TXT, on=DAY, today=DAY, by=house.people.wang)
    interpreting.reviewed(house, document)
    documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    content = disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    worked()
    assert found("水窖验收") == [str(content.pk)]
    assert FileText.objects.everywhere().get().text.startswith("李家沟村")
    page = Client().get("/search/?q=李家沟村").content.decode()
    assert "附件“名单.txt”" in page and "<mark>李家沟</mark>" in page


def test_a_change_of_validity_and_a_link_of_an_interpretation_are_followed(house: House) -> None:
    document = interpreting.signed(house, DocumentKind.NORMATIVE)
    content, _ = interpretation.publish_together(
        document, house.files, house.explained, on=DAY, today=DAY, by=house.people.wang
    )[:2]
    worked()
    assert held() == of_a_rebuild()
    kin = index.find(Query("", filters={Facet.KIND: ("interpretation",)})).hits
    assert [hit.group for hit in kin] == [str(content.pk)]
    row = validity.register_document(document, on=DAY, today=DAY, by=house.people.wang)
    worked()
    assert held() == of_a_rebuild()
    source = Source("关于废止的决定", "示民发〔2025〕9号", DAY)
    validity.mark(source, [Mark(row, ChangeKind.REPEAL, DAY)], entered_on=DAY, today=DAY, by=house.people.wang)
    worked()
    assert held() == of_a_rebuild()
    assert index.find(Query("")).counts[Facet.VALIDITY] == {"repealed": 1}


def test_what_ends_with_its_day_leaves_the_index_without_an_entry(house: House) -> None:
    published(house, house.files, "公示", kind=ContentClass.DOCUMENT, ends_on=date(2099, 1, 1))
    worked()
    assert follower.renew_by_date(date(2098, 1, 1)) == 0 and len(held()) == 1
    assert follower.renew_by_date(date(2099, 1, 2)) == 1 and not held()


def test_an_index_that_is_lost_or_wrong_is_made_right(house: House) -> None:
    content = published(house, house.files, "一件文件", kind=ContentClass.DOCUMENT)
    worked()
    engine = index.engine()
    engine.drop([str(content.pk)])
    engine.commit()
    engine.close()
    assert follower.check().missing == (str(content.pk),)
    call_command("index", "--check", "--repair")
    assert held() == of_a_rebuild() and not follower.check()
    Cursor.objects.all().delete()
    follower.follow()
    assert held() == of_a_rebuild()


def test_the_text_of_a_file_an_old_page_brought_along_is_found_and_named(house: House, tmp_path: Path) -> None:
    site = tmp_path / "www.jiu.gov.cn"
    (site / "art").mkdir(parents=True)
    head = '<meta charset="utf-8"><meta name="ArticleTitle" content="关于水窖验收的通知">'
    head += '<meta name="PubDate" content="2018-03-01"><meta name="ColumnName" content="行政规范性文件">'
    text = "现将有关事项通知如下，请各乡镇人民政府、县直各部门认真贯彻执行，本通知自印发之日起施行。" * 3
    page = f"<html><head>{head}</head><body><div id='zoom'><p>{text}</p><a href='名单.txt'>附件：名单.txt</a></div></body></html>"
    (site / "art" / "1.html").write_text(page, encoding="utf-8")
    (site / "art" / "名单.txt").write_text("村,情况\n李家沟,已经验收合格\n王家沟,正在修补渗漏\n", encoding="utf-8")
    imported(house.people.bureau, site, house.people.wang)
    worked()
    (content,) = Content.objects.everywhere().filter(title="关于水窖验收的通知")
    assert found("修补渗漏") == [str(content.pk)] and held() == of_a_rebuild()
    assert "附件：名单.txt" in Client().get("/search/", {"q": "修补渗漏"}).content.decode()
