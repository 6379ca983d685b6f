"""公开内容: published, proven, corrected, withdrawn and back again; whatever the order, nothing withheld has a page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.disclosure import (
    ContentClass,
    ContentFact,
    MadeFact,
    ReleaseChannel,
    ReleaseFact,
    Source,
    Withdrawal,
    check_stated,
)
from gongkai.law.documents import CHECKS, Act, Attribute, DocumentKind, State
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.release_codes import read_release_code
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column, IndexNumber
from gongkai.publication.disclosure import acts, proving, queries
from gongkai.publication.disclosure import content_chores as chores
from gongkai.publication.disclosure.acts import WEBSITE, Item, Outlet
from gongkai.publication.disclosure.models import Batch, Content, ContentVersion, Release
from gongkai.publication.disclosure.seals import batch_note, batch_root, digest, release_digest
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import queries as document_queries
from gongkai.publication.documents.models import Document, ReleaseReview
from tests.publication.conftest import DAY, House
from tests.publication.test_walk import drafted, reviewed

WECHAT = Outlet(ReleaseChannel.WECHAT, "示例民政")
LINK = "https://mp.example.invalid/s/1"


def review(house: House, title: str = "低保名单公示", on: date = DAY) -> ReleaseReview:
    people = [["section", "sun", on.isoformat()], ["secrecy", "qian", on.isoformat()]]
    return documents.register_review(
        house.people.bureau, title=title, checks=dict.fromkeys(CHECKS, True), reviewers=people, on=on, by=house.sun
    )


def published(house: House, *outlets: Outlet, title: str = "低保名单公示", ends_on: date | None = None) -> Content:
    item = Item(ContentClass.DOCUMENT, title, text="本县九月低保名单。共三户。", ends_on=ends_on)
    return acts.publish(
        house.files, item, outlets or (WEBSITE,), on=DAY, today=DAY, by=house.people.wang, review=review(house, title)
    )


def signed(house: House, kind: DocumentKind = DocumentKind.OTHER) -> Document:
    document = drafted(house, kind)
    reviewed(house, document)
    documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    return document


def put_right(house: House, document: Document, text: str, on: date) -> None:
    """What was withdrawn is written anew and goes through every review and the signature again."""

    def take(act: Act, by: Official, **details: JSON) -> None:
        documents.act(document, Step(act.value, on, details), today=on, by=by)

    document.dossier.refresh_from_db()
    take(Act.REOPEN, house.people.wang, reason="改正文字")
    documents.write(document, f"<p>{text}</p>", text, on=on, by=house.people.wang, seen=document.edition)
    take(Act.SUBMIT, house.people.wang)
    for by in (house.sun, house.qian, house.wu):
        take(Act.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
    documents.sign(document, "示民发", on=on, today=on, by=house.people.li)


def _second(house: House) -> Column:
    """Another column for documents."""
    rows = Column.objects.of(house.people.bureau)
    plan = ColumnPlan("其他文件", "qtwj", "办公室", [ContentClass.DOCUMENT])
    return rows.filter(slug="qtwj").first() or catalogue.open_column(house.people.bureau, plan, on=DAY, by=None)


def broken() -> list[str]:
    return [str(finding) for finding in verify(whole=True)]


# -- releases --------------------------------------------------------------------------------------------------------------


def test_a_planned_release_is_owed_and_uncounted_until_its_proof_is_entered(house: House) -> None:
    content = published(house, WEBSITE, WECHAT)
    rows = Release.objects.of(house.people.bureau)
    assert list(queries.release_facts(rows, 2025)) == [ReleaseFact("by_website", 1)]
    [owed] = queries.owed(house.people.bureau)
    assert list(queries.uncounted(rows, 2025)) == [owed]
    assert owed.text.startswith("低保名单公示。本县九月低保名单。")
    assert queries.told_text(owed).endswith(f"（发布码 {owed.code}）") and read_release_code(owed.code) == owed.pk
    proving.prove(owed, LINK, on=DAY + timedelta(1), today=DAY + timedelta(1), by=house.people.wang)
    assert not queries.owed(house.people.bureau).exists()
    assert set(queries.release_facts(rows, 2025)) == {ReleaseFact("by_website", 1), ReleaseFact("by_wechat", 1)}
    assert list(queries.content_facts(rows, 2025)) == [ContentFact(False, 1)], "one content, however many releases"
    proving.prove(owed, LINK, on=DAY + timedelta(1), today=DAY + timedelta(1), by=house.people.wang)
    with pytest.raises(Unlawful, match="已经登记过凭证"):
        proving.prove(owed, LINK + "2", on=DAY + timedelta(1), today=DAY + timedelta(1), by=house.people.wang)
    assert content.entry and broken() == []


def test_a_proof_that_cannot_be_is_refused_and_nothing_changes(house: House) -> None:
    published(house, WEBSITE, WECHAT)
    [owed] = queries.owed(house.people.bureau)
    day = DAY + timedelta(1)
    for proof, on, says in (("已发", DAY, "应为网址"), ("", DAY, "请填写凭证"), (LINK, day, "不能晚于今天")):
        with pytest.raises(Unlawful, match=says):
            proving.prove(owed, proof, on=on, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="不能早于内容公开"):
        proving.prove(owed, LINK, on=DAY - timedelta(1), today=DAY, by=house.people.wang)
    owed.refresh_from_db()
    assert owed.proof == "" and broken() == []


def test_the_version_for_a_channel_is_edited_within_its_limit_and_stays_once_it_is_out(house: House) -> None:
    published(house, WEBSITE, Outlet(ReleaseChannel.SMS, "全县群发"))
    [owed] = queries.owed(house.people.bureau)
    with pytest.raises(Unlawful, match="最多70字"):
        proving.reword(owed, "字" * 70, on=DAY, by=house.people.wang)
    proving.reword(owed, "低保名单已公示，请查看。", on=DAY, by=house.people.wang)
    proving.set_limit(house.people.bureau, ReleaseChannel.SMS, 134, "本县短信平台合同", on=DAY, by=house.people.wang)
    proving.reword(owed, "字" * 100, on=DAY, by=house.people.wang)
    proving.prove(owed, "短信平台批次20250918-1", on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="文本不能再改"):
        proving.reword(owed, "另写", on=DAY, by=house.people.wang)
    assert broken() == []


def test_the_same_release_entered_twice_is_one(house: House) -> None:
    content = published(house)
    outlet = Outlet(ReleaseChannel.WECHAT, "示例民政", LINK)
    first, again = (acts.release(content, outlet, on=DAY, today=DAY, by=house.people.wang) for _ in range(2))
    assert first == again and queries.releases(content).count() == 2 and broken() == []


def test_several_channels_are_released_together_or_not_at_all(house: House) -> None:
    content = published(house)
    gone = Outlet(ReleaseChannel.WECHAT, "示例民政", LINK)
    late = Outlet(ReleaseChannel.WECHAT, "示例发布", on=DAY - timedelta(days=1))
    with pytest.raises(Unlawful, match="计划发布日期不能早于"):
        acts.release_by(content, [gone, late], today=DAY, by=house.people.wang)
    assert queries.releases(content).count() == 1
    acts.release_by(content, [gone, Outlet(ReleaseChannel.WECHAT, "示例发布", on=DAY)], today=DAY, by=house.people.wang)
    assert queries.releases(content).count() == 3 and broken() == []


def test_a_document_brought_back_by_a_button_pressed_twice_comes_back_once(house: House) -> None:
    document = signed(house)
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="附件有误")
    document.refresh_from_db()
    back = [
        acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang, once="c" * 32)
        for _ in range(2)
    ]
    assert back == [content, content] and queries.versions(content).count() == 2


def test_a_button_pressed_twice_publishes_once_and_the_second_sees_the_first(house: House) -> None:
    document = signed(house)
    once = "a" * 32
    first, again = (
        acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang, once=once)
        for _ in range(2)
    )
    assert first == again and Content.objects.of(house.people.bureau).count() == 1
    for _ in range(2):
        acts.withdraw(first, on=DAY, by=house.people.wang, reason="附件有误", once="b" * 32)
    assert queries.versions(first).count() == 1
    with pytest.raises(Unlawful, match="已由他人改为第2版"):
        acts.move(first, house.explained, on=DAY, by=house.people.wang, reason="归类", seen=1)


# -- changed, withdrawn, back again ----------------------------------------------------------------------------------------


def test_6_a_correction_keeps_what_was_said_and_tells_the_public(house: House) -> None:
    content = published(house)
    with pytest.raises(Unlawful, match="向公众说明"):
        correct(house, content, {"text": "共四户。"}, note=" ")
    with pytest.raises(Unlawful, match="没有任何改动"):
        correct(house, content, {"text": content.text})
    with pytest.raises(Unlawful, match="不能更正的项目"):
        correct(house, content, {"index_number": "x"})
    correct(house, content, {"text": "本县九月低保名单。共四户。"})
    [version] = queries.versions(content)
    assert version.row["text"].endswith("共三户。") and version.note == "户数原为三户，应为四户"
    assert content.edition == 2 and broken() == []


def correct(house: House, content: Content, changed: dict[str, str], note: str = "户数原为三户，应为四户") -> None:
    acts.correct(
        content, changed, on=DAY, today=DAY, by=house.people.wang, reason="核对发现", note=note, seen=content.edition
    )


def test_a_withdrawn_document_goes_out_again_under_its_number_as_a_new_edition(house: House) -> None:
    document = signed(house)
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    number, address = content.index_number, queries.address(content)
    kind = Withdrawal.PRIVACY
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="附件含未隐去的个人信息", kind=kind)
    assert not queries.is_public(content) and broken() == []
    later = DAY + timedelta(3)
    put_right(house, document, "新的文字", later)
    again = acts.publish_document(document, _second(house), on=later, today=later, by=house.people.wang)
    assert (again.pk, again.index_number, queries.address(again)) == (content.pk, number, address)
    assert again.text == "新的文字" and again.edition == 3 and queries.is_public(again)
    assert IndexNumber.objects.of(house.people.bureau).count() == 1
    assert list(queries.content_facts(Release.objects.of(house.people.bureau), 2025)) == [ContentFact(False, 1)]
    assert broken() == []


def test_other_content_comes_back_only_after_it_was_reviewed_again(house: House) -> None:
    content = published(house)
    old = content.review
    acts.withdraw(content, on=DAY + timedelta(1), by=house.people.wang, reason="户名有误", kind=Withdrawal.WRONG)
    day = DAY + timedelta(2)
    for row in (None, old):
        with pytest.raises(Unlawful, match="没有撤回之后的发布审查登记"):
            acts.publish_again(content, on=day, today=day, by=house.people.wang, review=row)
    fresh = review(house, on=day)
    acts.publish_again(content, on=day, today=day, by=house.people.wang, review=fresh, changed={"text": "已改。"})
    assert queries.is_public(content) and content.text == "已改。" and broken() == []


def test_what_has_run_its_time_is_gone_that_night_and_its_document_stays_published(house: House) -> None:
    content = published(house, ends_on=DAY + timedelta(7))
    after = DAY + timedelta(8)
    assert queries.is_public(content, DAY + timedelta(7)) and not queries.is_public(content, after)
    assert chores.end(house.people.bureau, DAY + timedelta(7)) == 0
    assert chores.end(house.people.bureau, after) == 1 == 1 + chores.end(house.people.bureau, after)
    content.refresh_from_db()
    assert content.withdrawn_kind == Withdrawal.ENDED and broken() == []


def test_posts_that_still_stand_elsewhere_are_listed_and_taken_down(house: House) -> None:
    content = published(house, WEBSITE, Outlet(ReleaseChannel.WECHAT, "示例民政", LINK))
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="内容有误")
    [post] = queries.to_take_down(house.people.bureau)
    proving.take_down(post, on=DAY, today=DAY, by=house.people.wang, reason="内容撤回")
    assert not queries.to_take_down(house.people.bureau).exists() and broken() == []


def test_17_nothing_goes_out_without_its_own_review(house: House) -> None:
    document = signed(house)
    row = document.reviews.of(house.people.bureau).get()
    item = Item(ContentClass.DOCUMENT, "夹带")
    for each in (None, row):
        with pytest.raises(Unlawful, match="发布审查登记"):
            acts.publish(house.files, item, on=DAY, today=DAY, by=house.people.wang, review=each)
    with pytest.raises(Unlawful, match="随公开内容一并办理"):
        documents.act(document, Step(Act.PUBLISH.value, DAY), today=DAY, by=house.people.wang)


# -- whatever the order ----------------------------------------------------------------------------------------------------

Deed = Callable[[House, Document, date], object]


def _content(house: House) -> Content:
    return Content.objects.of(house.people.bureau).get()


def _taken(act: Act, who: str, **details: object) -> Deed:
    def deed(house: House, document: Document, on: date) -> object:
        by: Official = getattr(house, who, None) or getattr(house.people, who)
        return documents.act(document, Step(act.value, on, details), today=on, by=by)  # type: ignore[arg-type]

    return deed


WITHHOLD = {"attribute": "withheld", "ground": "internal", "reason": "内部人事安排"}
DEEDS: dict[str, Deed] = {
    "label proactive": _taken(Act.LABEL, "wang", attribute="proactive"),
    "label withheld": _taken(Act.LABEL, "wang", **WITHHOLD),
    "submit": _taken(Act.SUBMIT, "wang"),
    "review": lambda house, document, on: _next_review(house, document, on),
    "sign": lambda house, document, on: documents.sign(document, "示民发", on=on, today=on, by=house.people.li),
    "relabel proactive": _taken(Act.RELABEL, "sun", attribute="proactive", reason="不再需要保密"),
    "relabel withheld": _taken(Act.RELABEL, "sun", **WITHHOLD),
    "archive": _taken(Act.ARCHIVE, "wang"),
    "sneak publish": _taken(Act.PUBLISH, "wang"),
    "sneak withdraw": _taken(Act.WITHDRAW, "wang", reason="不经主动公开"),
    "publish": lambda house, document, on: acts.publish_document(
        document, house.files, on=on, today=on, by=house.people.wang
    ),
    "publish in a column that takes none": lambda house, document, on: acts.publish_document(
        document, house.explained, on=on, today=on, by=house.people.wang
    ),
    "withdraw": lambda house, document, on: acts.withdraw(_content(house), on=on, by=house.people.wang, reason="有误"),
    "end": lambda house, document, on: acts.withdraw(
        _content(house), on=on, by=house.people.wang, reason="期满", kind=Withdrawal.ENDED
    ),
    "back": lambda house, document, on: acts.publish_again(
        _content(house), on=on, today=on, by=house.people.wang, review=review(house, on=on)
    ),
    "back in a column that takes none": lambda house, document, on: acts.publish_again(
        _content(house), on=on, today=on, by=house.people.wang, review=review(house, on=on), column=house.explained
    ),
    "release": lambda house, document, on: acts.release(
        _content(house), Outlet(ReleaseChannel.WEIBO, "示例民政"), on=on, today=on, by=house.people.wang
    ),
    "move": lambda house, document, on: acts.move(
        _content(house), house.explained, on=on, by=house.people.wang, reason="归类"
    ),
    "move right": lambda house, document, on: acts.move(
        _content(house), _second(house), on=on, by=house.people.wang, reason="归类"
    ),
    "correct": lambda house, document, on: acts.correct(
        _content(house),
        {"ends_on": on, "text": f"{on}"},
        on=on,
        today=on,
        by=house.people.wang,
        reason="核对",
        note="改截止日期",
    ),
}
ADVANCE = ["label proactive", "submit", "review", "review", "review", "sign", "publish"]


def _next_review(house: House, document: Document, on: date) -> object:
    passed = len(document_queries.standing(document).passed)
    by = (house.sun, house.qian, house.wu)[passed % 3]
    step = Step(Act.REVIEW.value, on, {"checks": dict.fromkeys(CHECKS, True)})
    return documents.act(document, step, today=on, by=by)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(sorted(DEEDS)), max_size=4),
    st.lists(st.sampled_from(sorted(DEEDS)), min_size=6, max_size=12),
)
def test_whatever_the_order_of_lawful_acts_nothing_withheld_has_a_page_and_no_column_holds_what_it_refuses(
    house: House, before: list[str], after: list[str]
) -> None:
    with transaction.atomic():
        document, on = drafted(house, DocumentKind.OTHER), DAY
        for name in [*before, *ADVANCE, *after]:
            with suppress(Unlawful, Content.DoesNotExist), transaction.atomic():
                DEEDS[name](house, document, on)
            document.refresh_from_db()
            on += timedelta(days=name == "correct")
            _holds(house, document, on)
        assert broken() == []
        transaction.set_rollback(True)


def _holds(house: House, document: Document, on: date) -> None:
    shown = list(queries.public_contents(house.people.bureau, on))
    state = document_queries.standing(document).state
    for content in shown:
        assert document.attribute == Attribute.PROACTIVE and state is State.PUBLISHED
        assert content.withdrawn_on is None and (content.ends_on is None or content.ends_on >= on)
    for content in Content.objects.of(house.people.bureau).select_related("column"):
        assert not content.column.accepts or content.kind in content.column.accepts
        assert content.withdrawn_on is not None or state is State.PUBLISHED, "a page and its document go together"
    numbers = list(Content.objects.of(house.people.bureau).values_list("index_number", flat=True))
    assert len(numbers) == len(set(numbers)) <= IndexNumber.objects.of(house.people.bureau).count()


def test_what_belongs_to_one_authority_is_never_published_in_a_column_of_another(house: House) -> None:
    theirs = catalogue.open_column(house.people.elsewhere, ColumnPlan("文件", "wj", "办公室"), on=DAY, by=None)
    with pytest.raises(Unlawful, match="其他机关的栏目"):
        acts.publish_document(signed(house), theirs, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="没有发布审查登记"):
        acts.publish(
            theirs, Item(ContentClass.NEWS, "动态"), on=DAY, today=DAY, by=house.people.wang, review=review(house)
        )
    content = published(house)
    with pytest.raises(Unlawful, match="其他机关的栏目"):
        acts.move(content, theirs, on=DAY, by=house.people.wang, reason="误")


# -- seals -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("disclosure_content", "title = '被改的标题'"),
        ("disclosure_content", "withdrawn_on = NULL, withdrawn_kind = ''"),
        ("disclosure_content", "column_id = column_id + 1"),
        ("disclosure_content", "seal = 'x'"),
        ("disclosure_content", "entry = NULL"),
        ("disclosure_release", "proof = 'https://elsewhere.invalid/'"),
        ("disclosure_release", "released_on = '2024-12-31'"),
        ("disclosure_release", "entry = entry + 1"),
        ("disclosure_contentversion", "row = '{}'"),
    ],
)
def test_a_row_changed_behind_its_entry_is_found(house: House, table: str, change: str) -> None:
    content = published(house)
    correct(house, content, {"text": "改。"})
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
    assert broken() == []
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")  # noqa: S608
    assert broken()


def test_a_content_taken_away_is_missed_by_its_entry(house: House) -> None:
    content = published(house)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM disclosure_release")
        cursor.execute("DELETE FROM disclosure_content")
    assert content.pk and any("登记的公开内容不见了" in each for each in broken())


def in_a_batch(house: House, many: int = 3) -> Batch:
    """A batch as a ledger writes it: rows first, then one entry with the roots."""
    bureau = house.people.bureau
    batch = Batch.objects.of(bureau).create(authority=bureau, title="2018年台账", accepted_on=DAY, rows=many)
    contents = [_past(house, batch, number) for number in range(many)]
    for content in contents:
        content.seal = digest(content)
    Content.objects.of(bureau).bulk_create(contents)
    rows = [
        Release(
            authority=bureau, content=each, channel="website", released_on=each.published_on, proof="台账", batch=batch
        )
        for each in contents
    ]
    Release.objects.of(bureau).bulk_create(rows)
    note = batch_note(batch, (digest(each) for each in contents), (release_digest(each) for each in rows))
    batch.entry = journal.enter(bureau, "accept_batch", on=DAY, by=house.people.wang, data=note)
    batch.save()
    Content.objects.of(bureau).update(entry=batch.entry)
    Release.objects.of(bureau).update(entry=batch.entry)
    return batch


def _past(house: House, batch: Batch, number: int) -> Content:
    return Content(
        authority=house.people.bureau,
        column=house.files,
        batch=batch,
        index_number=f"000014349/2018-{number:05}",
        kind="document",
        title=f"往年文件{number}",
        normative=number == 0,
        published_on=date(2018, 3, 1),
        backfilled=True,
    )


def test_a_batch_is_sealed_by_its_roots_and_its_rows_may_still_be_changed_by_acts(house: House) -> None:
    batch = in_a_batch(house)
    assert broken() == []
    content = Content.objects.of(house.people.bureau).filter(batch=batch).order_by("pk")[1]
    correct(house, content, {"title": "往年文件（更正）"})
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="重复")
    assert broken() == []
    untouched = Content.objects.of(house.people.bureau).filter(batch=batch, edition=1).order_by("pk")[0]
    Content.objects.of(house.people.bureau).filter(pk=untouched.pk).update(number="暗改")
    assert len(broken()) == 2, "the row by its own digest, and the batch by its root"


def test_a_batch_that_lost_a_release_is_found(house: House) -> None:
    in_a_batch(house)
    Release.objects.of(house.people.bureau).order_by("pk")[0].delete()
    [found] = broken()
    assert "批次“2018年台账”：发布记录与第" in found


@given(st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=2, unique=True))
def test_a_root_tells_another_order_and_a_missing_row(digests: list[str]) -> None:
    roots = {batch_root(digests), batch_root(digests[::-1]), batch_root(digests[1:]), batch_root(digests[:-1])}
    assert len(roots) == 4


# -- counting --------------------------------------------------------------------------------------------------------------

WENT = st.lists(
    st.tuples(
        st.booleans(),
        st.frozensets(st.sampled_from(list(ReleaseChannel)), min_size=1, max_size=5),
        st.booleans(),
        st.sampled_from([2018, 2019]),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WENT)
def test_the_database_counts_what_a_slow_count_finds_and_every_figure_opens_its_contents(
    house: House, went: list[tuple[bool, frozenset[ReleaseChannel], bool, int]]
) -> None:
    with transaction.atomic():
        bureau = house.people.bureau
        for number, (normative, channels, proven, year) in enumerate(went):
            content = _past(
                house, Batch.objects.of(bureau).create(authority=bureau, title="批", accepted_on=DAY), number
            )
            content.normative, content.seal, content.published_on = normative, digest(content), date(year, 5, 1)
            content.save()
            for channel in channels:
                Release.objects.of(bureau).create(
                    authority=bureau,
                    content=content,
                    channel=channel,
                    released_on=date(year, 5, 1),
                    proof="证" if proven or channel is ReleaseChannel.WEBSITE else "",
                )
        rows, contents = Release.objects.of(bureau), Content.objects.of(bureau)
        facts = queries.facts(rows, contents, Document.objects.of(bureau), 2018) or []
        for fact in facts:
            if not isinstance(fact, MadeFact):
                assert queries.behind(contents, rows, 2018, [fact]).count() == fact.count
        counts = [each for each in went if each[3] == 2018 and (each[2] or ReleaseChannel.WEBSITE in each[1])]
        total = sum(fact.count for fact in facts if isinstance(fact, ContentFact))
        channels_counted = {fact.row: fact.count for fact in facts if isinstance(fact, ReleaseFact)}
        assert total == len(counts)
        check_stated(total, channels_counted)
        transaction.set_rollback(True)


def test_a_reprint_must_say_where_it_is_from_and_counts_apart(house: House) -> None:
    item = Item(ContentClass.INTERPRETATION, "省政策解读", source=Source.REPRINT)
    row = review(house)
    with pytest.raises(Unlawful, match="转载自哪里"):
        acts.publish(house.explained, item, on=DAY, today=DAY, by=house.people.wang, review=row)
    item = Item(ContentClass.INTERPRETATION, "省政策解读", source=Source.REPRINT, origin="省民政厅网站")
    acts.publish(house.explained, item, on=DAY, today=DAY, by=house.people.wang, review=row)
    [fact] = queries.interpretation_facts(Release.objects.of(house.people.bureau), 2025)
    assert (fact.source, fact.count) == (Source.REPRINT, 1)
    assert ContentVersion.objects.of(house.people.bureau).count() == 0
