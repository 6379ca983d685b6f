"""公开页面上的相关信息: interpretation, validity, attachments and signature of what is public; what is not, is not handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.law.disclosure import Withdrawal
from gongkai.law.documents import DocumentKind
from gongkai.law.validity import ChangeKind, InstrumentKind, Validity
from gongkai.publication.disclosure import acts, queries
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.validities import validities
from gongkai.publication.documents import acts as document_acts
from gongkai.publication.documents import attachments
from gongkai.publication.documents.models import Document, StoredFile
from gongkai.publication.documents.validity import acts as register
from gongkai.publication.documents.validity.acts import Mark, Registration, Source
from gongkai.web.uploads import DOCX, TXT
from tests.publication import interpreting
from tests.publication.conftest import DAY, House
from tests.publication.instruments import MADE, registered
from tests.publication.test_attachments import word
from tests.publication.test_contents import in_a_batch, signed
from tests.publication.test_disclosure_pages import page
from tests.publication.test_walk import drafted, reviewed

NAME = "救助标准.txt"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def shown(content: Content) -> str:
    return page(Client(), queries.address(content))


def with_files(house: House) -> tuple[Document, StoredFile, StoredFile]:
    """A document signed with an attachment and with the Word file its text was taken from."""
    document = drafted(house, DocumentKind.OTHER)
    given: dict[str, Any] = {"on": DAY, "today": DAY, "by": house.people.wang}
    one = attachments.attach(document, SimpleUploadedFile(NAME, "每人一千元".encode()), TXT, **given)
    raw = attachments.attach(document, SimpleUploadedFile("原稿.docx", word()), DOCX, original=True, **given)
    reviewed(house, document)
    sign(house, document)
    return document, one, raw


def sign(house: House, document: Document) -> None:
    document_acts.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)


def test_a_policy_shows_its_interpretation_and_the_interpretation_its_policy(house: House) -> None:
    policy, link = interpreting.published(house)
    text = shown(policy)
    assert "相关解读" in text and link.content.title in text and "来龙去脉" in text
    assert "相关文件" in shown(link.content) and policy.title in shown(link.content)
    acts.withdraw(link.content, on=DAY, by=house.people.wang, reason="有误")
    assert "相关解读" not in shown(policy)


# -- attachments -----------------------------------------------------------------------------------------------------------


def test_the_public_downloads_the_attachments_of_what_is_public_and_no_original(house: House) -> None:
    document, one, raw = with_files(house)
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    text = shown(content)
    assert NAME in text and "TXT" in text and "15字节" in text and raw.name not in text
    response = Client().get(f"/shili-minzheng/fj/{one.pk}/")
    assert response.getvalue().decode() == "每人一千元"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert Client().get(f"/shili-minzheng/fj/{raw.pk}/").status_code == 404
    assert Client().get(f"/shili/fj/{one.pk}/").status_code == 404, "under the authority it belongs to and no other"


def before(house: House, document: Document) -> None:
    """Nothing was published."""


def withdrawn(house: House, document: Document) -> None:
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="附件含个人信息", kind=Withdrawal.PRIVACY)


def ended(house: House, document: Document) -> None:
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    changed = {"ends_on": DAY + timedelta(days=2)}
    acts.correct(content, changed, on=DAY, today=DAY, by=house.people.wang, reason="有期限", note="公示三日")


@pytest.mark.parametrize("so_far", [before, withdrawn, ended])
def test_what_is_not_public_today_hands_out_no_file(house: House, so_far: Callable[[House, Document], None]) -> None:
    document, one, _ = with_files(house)
    so_far(house, document)
    assert Client().get(f"/shili-minzheng/fj/{one.pk}/").status_code == 404


# -- validity --------------------------------------------------------------------------------------------------------------


def test_the_page_and_the_list_say_what_the_register_says(house: House) -> None:
    document = signed(house)
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    assert queries.validity(content, DAY) == "有效"
    given = Registration(InstrumentKind.NORMATIVE, document.title, document.number, "示例县民政局", DAY)
    row = register.register(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang, document=document)
    source = Source("关于废止部分文件的决定", "示政发〔2025〕9号", DAY)
    mark = Mark(row, ChangeKind.REPEAL, DAY)
    register.mark(source, [mark], entered_on=DAY, today=DAY, by=house.people.wang)
    assert queries.validity(content, DAY) == Validity.REPEALED.label == "废止"
    assert "废止" in shown(content) and "废止" in page(Client(), "/shili-minzheng/lm/xzgfxwj/")


def test_what_came_in_by_a_ledger_is_known_to_the_register_by_its_number(house: House) -> None:
    in_a_batch(house, many=3)
    rows = list(Content.objects.of(house.people.bureau).order_by("pk"))
    normative = next(each for each in rows if each.normative)
    Content.objects.of(house.people.bureau).filter(pk=normative.pk).update(number="示民发[2015]3号")
    registered(house, "示民发〔2015〕3号", expires_on=date(2020, 5, 31))
    rows = list(Content.objects.of(house.people.bureau))
    assert validities(rows, MADE)[normative.pk] == "有效"
    assert validities(rows, DAY)[normative.pk] == "失效"
    assert {said for key, said in validities(rows, DAY).items() if key != normative.pk} == {""}


def test_the_register_is_asked_once_for_a_whole_list(house: House, django_assert_max_num_queries: Any) -> None:
    in_a_batch(house, many=12)
    rows = list(Content.objects.of(house.people.bureau).select_related("document"))
    with django_assert_max_num_queries(1):
        assert len(validities(rows, DAY)) == 12


# -- the body --------------------------------------------------------------------------------------------------------------


def test_the_signature_of_a_document_stands_as_on_paper_and_its_issuer_is_the_one_it_names(house: House) -> None:
    document = drafted(house, DocumentKind.OTHER)
    Document.objects.of(house.people.bureau).filter(pk=document.pk).update(issuer="示例县民政局、示例县财政局")
    document.refresh_from_db()
    body = '<p>第一条 试行。</p><p class="signature">示例县民政局</p>'
    edition = document.edition
    document_acts.write(document, body, "第一条 试行。\n示例县民政局", on=DAY, by=house.people.wang, seen=edition)
    reviewed(house, document)
    sign(house, document)
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    text = shown(content)
    assert 'class="disclosed-body paper-body"' in text and '<p class="signature">示例县民政局</p>' in text
    assert content.issuer == "示例县民政局、示例县财政局"
