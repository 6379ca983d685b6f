"""可杀之事: the acts that are killed at every point, as data: what stands before, what is done, and what doing it again means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.documents import CHECKS, DocumentKind
from gongkai.law.validity import ChangeKind, Keep
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots import acts as slots
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item, Outlet
from gongkai.publication.disclosure.carriers import acts as carriers
from gongkai.publication.disclosure.carriers.acts import Selected
from gongkai.publication.disclosure.carriers.models import GazetteIssue
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import attachments
from gongkai.publication.documents.cleaning import acts as cleaning
from gongkai.publication.documents.models import CleanUp, CleanUpItem, Document, Instrument, ReleaseReview
from gongkai.publication.documents.validity import acts as validity
from gongkai.publication.documents.validity.acts import Mark, Source
from gongkai.publication.interpretation import acts as interpretation
from gongkai.web.uploads import TXT
from tests.cast import BEGINNING, Cast, cast, official
from tests.publication import interpreting
from tests.publication.conftest import DAY, House, furnish
from tests.publication.instruments import registered
from tests.publication.shelf import opened, published
from tests.publication.standard_rows import accepted, in_force
from tests.publication.test_ledger_killed import county, ledger_of, work

Deed = Callable[[], object]
ONCE = "f" * 32
WECHAT = Outlet(ReleaseChannel.WECHAT, "示例民政", "https://example.invalid/s/1")
PRESS = Outlet(ReleaseChannel.WECHAT, "示例发布", on=DAY)


class Again(Enum):
    """再做一次: what an act that was done does when it is done again."""

    SAME = auto()
    """It changes nothing and says so."""
    REFUSED = auto()
    """It is refused by the state it finds."""
    ANOTHER = auto()
    """It makes another row: nothing in it says that it is the same."""


@dataclass(frozen=True)
class Scenario:
    """一件事: ``prepare`` makes what stands before; ``deed`` looks up, as a new process would, what the act is done to."""

    name: str
    prepare: Callable[[House], object]
    deed: Callable[[], Deed]
    again: Again = Again.REFUSED


def bureau() -> Authority:
    """The bureau of the cast."""
    return Authority.objects.get(code="shili-minzheng")


def who(username: str) -> Official:
    """Somebody of the cast."""
    return Official.objects.get(username=username)


def column(slug: str) -> Column:
    """A column by its address."""
    return Column.objects.everywhere().get(slug=slug)


def people() -> Cast:
    """人物: with the letter code of the bureau."""
    company = cast()
    company.bureau.profile.letter_code = "示民发"
    company.bureau.profile.save()
    return company


def prepare(scenario: Scenario) -> None:
    """The house, and what the scenario needs."""
    scenario.prepare(furnish(people()))


# -- documents and contents --------------------------------------------------------------------------------------------


def _together() -> Deed:
    document, files, explained = Document.objects.everywhere().get(), column("xzgfxwj"), column("zcjd")
    outlets, its, by = (
        [WEBSITE, WECHAT, PRESS],
        [WEBSITE, replace(WECHAT, proof="https://example.invalid/s/2")],
        who("wang"),
    )
    return lambda: interpretation.publish_together(
        document, files, explained, outlets, on=DAY, today=DAY, by=by, explained_by=its
    )


def _signable(house: House) -> None:
    interpreting.reviewed(house, interpreting.drafted(house, DocumentKind.OTHER))


def _sign() -> Deed:
    document, by = Document.objects.everywhere().get(), who("li")
    return lambda: documents.sign(document, "示民发", on=DAY, today=DAY, by=by)


def _reviewed(house: House) -> None:
    _register()()


def _register() -> Deed:
    authority, by, people = bureau(), who("wang"), [who(name) for name in ("sun", "qian", "wu")]
    return lambda: documents.register_three(
        authority, title="一条通知", source="办公室", checks=tuple(CHECKS), people=people, on=DAY, today=DAY, by=by
    )


def _publish() -> Deed:
    into, review, by = column("xzgfxwj"), ReleaseReview.objects.everywhere().get(), who("wang")
    item = Item(ContentClass.DOCUMENT, "一条通知", text="自即日起办理。")
    return lambda: disclosure.publish(
        into, item, [WEBSITE, WECHAT, PRESS], on=DAY, today=DAY, by=by, review=review, once=ONCE
    )


def _public(house: House) -> Content:
    document = interpreting.signed(house, DocumentKind.OTHER, plan=None)
    return disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)


def _withdrawn(house: House) -> None:
    disclosure.withdraw(_public(house), on=DAY, by=house.people.wang, reason="附件有误")


def _document_again() -> Deed:
    document, into, by = Document.objects.everywhere().get(), column("xzgfxwj"), who("wang")
    return lambda: disclosure.publish_document(document, into, [WEBSITE, WECHAT], on=DAY, today=DAY, by=by, once=ONCE)


def _notice_withdrawn(house: House) -> None:
    content = published(house, house.files, kind=ContentClass.DOCUMENT)
    disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")


def _notice_again() -> Deed:
    content, review, by = Content.objects.everywhere().get(), ReleaseReview.objects.everywhere().get(), who("wang")
    return lambda: disclosure.publish_again(content, on=DAY, today=DAY, by=by, review=review, once=ONCE)


def _release() -> Deed:
    content, by = Content.objects.everywhere().get(), who("wang")
    return lambda: disclosure.release_by(content, [WECHAT, PRESS], today=DAY, by=by)


def _withdraw() -> Deed:
    content, by = Content.objects.everywhere().get(), who("wang")
    return lambda: disclosure.withdraw(content, on=DAY, by=by, reason="附件有误", once=ONCE)


def _correct() -> Deed:
    content, by = Content.objects.everywhere().get(), who("wang")
    return lambda: disclosure.correct(
        content, {"title": "另一标题"}, on=DAY, today=DAY, by=by, reason="笔误", note="改正标题", once=ONCE
    )


# -- columns -----------------------------------------------------------------------------------------------------------


def _shelves(house: House) -> None:
    target = opened(house.people, "政策文件", "zcwj")
    source = opened(house.people, "通知公告", "tzgg")
    opened(house.people, "办事通知", "bstz", parent=source)
    for number in range(3):
        published(house, source, f"第{number}号通知")
    published(house, target, "一件旧文件")


def _move() -> Deed:
    content, into, by = Content.objects.everywhere().get(title="第0号通知"), column("zcwj"), who("wang")
    return lambda: disclosure.move(content, into, on=DAY, by=by, reason="放错了栏目", once=ONCE)


def _merge() -> Deed:
    source, into, by = column("tzgg"), column("zcwj"), who("wang")
    return lambda: catalogue.merge_column(source, into, on=DAY, by=by, reason="内容重复")


# -- validity ----------------------------------------------------------------------------------------------------------


def _three(house: House) -> None:
    for number in range(1, 5):
        registered(house, f"示民发〔2015〕{number}号", f"示例县第{number}项办法")


def _abolish() -> Deed:
    marks = [Mark(each, ChangeKind.REPEAL, DAY) for each in Instrument.objects.everywhere().order_by("pk")[:3]]
    source, by = Source("关于废止三件文件的决定", "示民发〔2025〕9号", DAY), who("wang")
    return lambda: validity.mark(source, marks, entered_on=DAY, today=DAY, by=by)


def _decided(house: House) -> None:
    _three(house)
    by = house.people.wang
    cleaning.open_clean_up(house.people.bureau, "2025年文件清理", as_of=DAY, on=DAY, today=DAY, by=by)
    for place, item in enumerate(CleanUpItem.objects.everywhere().order_by("pk")):
        keep = Keep.CONTINUE if place == 0 else Keep.LAPSE if place == 1 else Keep.REPEAL
        cleaning.decide(item, keep, reason="已被代替", on=DAY, today=DAY, by=by)


def _close() -> Deed:
    round_, by = CleanUp.objects.everywhere().get(), who("wang")
    outcome = cleaning.Outcome("关于公布清理结果的通知", "示民发〔2025〕9号", DAY, DAY)
    return lambda: cleaning.close(round_, outcome, on=DAY, today=DAY, by=by)


# -- files, carriers, slots, ledgers -----------------------------------------------------------------------------------


def _attach() -> Deed:
    document, by = Document.objects.everywhere().get(), who("wang")
    return lambda: attachments.attach(
        document, SimpleUploadedFile("附件1.txt", "样例".encode()), TXT, on=DAY, today=DAY, by=by
    )


def _gazette(house: House) -> None:
    seat, clerk = house.people.county, official("zheng", "郑公开", house.people.county, "disclosure_office")
    files = catalogue.open_column(seat, ColumnPlan("本级文件", "bjwj", "办公室"), on=BEGINNING, by=None)
    chosen = []
    for number in range(2):
        review = documents.register_review(seat, title="通知", checks={}, reviewers=[], on=DAY, by=clerk)
        item = Item(ContentClass.DOCUMENT, f"第{number}号通知", number=f"示政发〔2025〕{number + 1}号")
        chosen.append(disclosure.publish(files, item, on=DAY, today=DAY, by=clerk, review=review))
    selected = [Selected(each, "本级政府文件") for each in chosen]
    carriers.compose(seat, "示例县人民政府公报", selected, on=DAY, today=DAY, by=clerk)


def _issue() -> Deed:
    issue, by = GazetteIssue.objects.everywhere().get(), who("zheng")
    return lambda: carriers.issue_gazette(issue, 500, on=DAY, today=DAY, by=by)


def _expected(house: House) -> None:
    company, january = house.people, DAY.replace(month=1, day=2)
    in_force(accepted(company.county), company.bureau, company.wang, company.li, january)
    slots.generate(company.bureau, 2025, on=january, by=company.wang)
    published(house, house.files, kind=ContentClass.DOCUMENT)


def _fulfil() -> Deed:
    item, by = UnitItem.objects.everywhere().get(name="资金支出"), who("wang")
    number = Content.objects.everywhere().get().index_number
    return lambda: slots.fulfil(item.authority, item, index_number=number, published_on=DAY, by=by)


def _ledger(house: House) -> None:
    county(1)
    ledger_of(1, Path(settings.VAR_DIR))


def _import() -> Deed:
    place, path = Authority.objects.get(code="xian-1"), Path(settings.VAR_DIR) / "1.xlsx"
    return lambda: work(place, path)


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("sign", _signable, _sign),
        Scenario("publish_together", interpreting.signed, _together),
        Scenario("publish_other", _reviewed, _publish, Again.SAME),
        Scenario("publish_document_again", _withdrawn, _document_again, Again.SAME),
        Scenario("publish_notice_again", _notice_withdrawn, _notice_again, Again.SAME),
        Scenario("move", _shelves, _move, Again.SAME),
        Scenario("withdraw", _public, _withdraw, Again.SAME),
        Scenario("release_by_two", _public, _release, Again.SAME),
        Scenario("correct", _public, _correct, Again.SAME),
        Scenario("merge_column", _shelves, _merge),
        Scenario("abolish_three", _three, _abolish),
        Scenario("close_clean_up", _decided, _close),
        Scenario("register_review", lambda house: None, _register, Again.ANOTHER),
        Scenario("attach", interpreting.drafted, _attach),
        Scenario("issue_gazette", _gazette, _issue),
        Scenario("fulfil_slot", _expected, _fulfil),
        Scenario("import_ledger", _ledger, _import, Again.SAME),
    )
}
