"""公文办理: each act is one entry, what follows is its shadow, and nothing leaves without its row of the register."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.law.attributes import MARKS, Attribute
from gongkai.law.documents import Act, DocumentKind, State
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.papers.document import Heading, PageBreak, Signature
from gongkai.papers.docx import read_docx, write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.documents import acts, number_book, queries, registering, statistics
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.comparing import Tone, compare, differs
from gongkai.publication.documents.models import Document, ReleaseReview
from gongkai.publication.documents.papers import UNNUMBERED, last_mark, paper
from gongkai.publication.documents.pasting import pasted
from tests.publication.conftest import DAY, House
from tests.publication.papers import ALL, TEXT, TITLE, drafted, labelled, reviewed, signed, take, through


def seq_of(house: House, act: Act) -> int:
    return Entry.objects.of(house.people.bureau).filter(act=act.value).order_by("-seq")[0].seq


def test_17_the_signature_enters_the_whole_review_in_the_register(house: House) -> None:
    record = through(house)
    [row] = ReleaseReview.objects.of(house.people.bureau)
    assert row.document == record and row.checks == ALL
    assert [person for _, person, _ in row.reviewers] == ["sun", "qian", "wu"]
    assert [str(finding) for finding in verify(whole=True)] == []


def test_17_what_is_relabelled_to_go_out_has_its_row_too_and_goes_out(house: House) -> None:
    record = through(house, "withheld")
    assert not ReleaseReview.objects.of(house.people.bureau).exists()
    take(record, Act.RELABEL, house.people.li, attribute="proactive", reason="人事安排已经公布")
    [row] = ReleaseReview.objects.of(house.people.bureau)
    assert row.reviewers[-1][:2] == ["relabel", "li"] and record.opened_up
    disclosure.publish_document(record, house.files, on=DAY, today=DAY, by=house.people.wang)
    assert queries.standing(record).state is State.PUBLISHED and record.published_on == DAY


def test_the_secrecy_review_is_made_by_whoever_holds_that_role(house: House) -> None:
    record = labelled(house, drafted(house))
    take(record, Act.SUBMIT, house.people.wang)
    take(record, Act.REVIEW, house.sun)
    with pytest.raises(Unlawful, match="“保密和隐私审查”应由保密审查人办理"):
        take(record, Act.REVIEW, house.people.li, checks=dict(ALL))
    assert queries.standing(record).round == 1 and len(queries.standing(record).passed) == 1


def test_a_public_page_is_neither_made_nor_taken_away_by_the_state_alone(house: House) -> None:
    record = through(house)
    for act in (Act.PUBLISH, Act.WITHDRAW):
        with pytest.raises(Unlawful, match="随公开内容一并办理"):
            take(record, act, house.people.wang, reason="试")
    with pytest.raises(Unlawful, match="没有“nonsense”这一环节"):
        acts.act(record, Step("nonsense", DAY), today=DAY, by=house.people.wang)


def test_a_refused_signature_gives_its_number_back(house: House) -> None:
    record = reviewed(house, labelled(house, drafted(house, TEXT.replace("9月18日", "9月8日"))))
    with pytest.raises(Unlawful, match="成文日期登记为“2025年9月18日”，文中为“2025年9月8日”") as refused:
        signed(house, record)
    assert refused.value.field == "explained"
    other = reviewed(house, labelled(house, drafted(house)))
    assert signed(house, other).number == "示民发〔2025〕1号", "no gap"


def test_the_entry_of_the_signature_seals_the_text_and_hides_the_words_told(house: House) -> None:
    record = reviewed(house, labelled(house, drafted(house, TEXT.replace("9月18日", "9月8日"))))
    [found] = queries.contradictions_of(record, number="示民发〔2025〕1号", made_on=DAY)
    told = {found.key: "只有本人知道的缘由"}
    acts.sign(record, "示民发", on=DAY, today=DAY, by=house.people.li, explained=told)
    entry = Entry.objects.of(house.people.bureau).get(act="sign")
    assert '"digest":"' in entry.data and "只有本人知道的缘由" not in entry.data
    assert [str(finding) for finding in verify(whole=True)] == []


def test_an_amendment_is_reflected_in_what_lists_search(house: House) -> None:
    record = labelled(house, drafted(house), "withheld")
    assert (record.attribute, record.ground) == ("withheld", "internal")
    seq = seq_of(house, Act.LABEL)
    acts.amend(
        record, seq, Step("label", DAY, {"attribute": "proactive"}), today=DAY, by=house.people.li, reason="标错了"
    )
    assert (record.attribute, record.ground) == ("proactive", "")
    acts.amend(record, seq, None, today=DAY, by=house.people.li, reason="还没有定")
    assert record.attribute == "" and queries.standing(record).label is None
    assert [str(finding) for finding in verify(whole=True)] == []


def test_what_a_signature_rests_on_is_not_changed_behind_it(house: House) -> None:
    record = through(house)
    for act in (Act.LABEL, Act.REVIEW, Act.SUBMIT):
        with pytest.raises(Unlawful, match="先作废“签发编号”的登记"):
            acts.amend(record, seq_of(house, act), None, today=DAY, by=house.people.li, reason="有误")
    acts.amend(record, seq_of(house, Act.SIGN), None, today=DAY, by=house.people.li, reason="有误")
    acts.amend(record, seq_of(house, Act.REVIEW), None, today=DAY, by=house.people.li, reason="审查人登记有误")
    assert queries.standing(record).state is State.REVIEWING
    [row] = queries.register(house.people.bureau)
    assert registering.state(row) == "签发已作废或者正在重新办理", "the register says that nothing may rest on it"


def test_a_withdrawn_document_is_put_right_and_goes_out_again_under_its_own_number(house: House) -> None:
    record = through(house)
    content = disclosure.publish_document(record, house.files, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="应当先办“撤回公开”"):
        take(record, Act.REOPEN, house.people.wang, reason="附件有误")
    record.dossier.refresh_from_db()
    later = DAY + timedelta(days=1)
    disclosure.withdraw(content, on=later, by=house.people.wang, reason="救助标准写错")
    record = Document.objects.of(house.people.bureau).get(pk=record.pk)
    take(record, Act.REOPEN, house.people.wang, on=later, reason="改正标准")
    text = pasted(TEXT.replace("9月18日", "9月19日").replace("困难群众", "困难家庭"))
    acts.write(record, text.body, text.text, on=later, by=house.people.wang, seen=1)
    for act, by in ((Act.SUBMIT, house.people.wang), (Act.REVIEW, house.sun)):
        take(record, act, by, on=later)
    take(record, Act.REVIEW, house.qian, on=later, checks=dict(ALL))
    take(record, Act.REVIEW, house.wu, on=later)
    acts.sign(record, "示民发", on=later, today=later, by=house.people.li)
    assert record.number == "示民发〔2025〕1号"
    standing = queries.standing(record)
    assert standing.state is State.TO_PUBLISH and standing.withdrawn_on is None
    newest, oldest = queries.register(house.people.bureau)
    assert newest.reviewed_on == later and registering.state(newest) == "有效"
    assert registering.state(oldest) == "已重新审查"
    assert number_book.next_serial(house.people.bureau, "示民发", 2025) == 2
    assert [str(finding) for finding in verify(whole=True)] == []


def test_the_book_of_numbers_leaves_none_out(house: House) -> None:
    records = [through(house) for _ in range(3)]
    acts.amend(records[1], _sign_of(records[1]), None, today=DAY, by=house.people.li, reason="重复签发")
    book = number_book.book(house.people.bureau, "示民发", 2025)
    assert [(each.serial, bool(each.void), each.unexplained) for each in book] == [
        (1, False, False),
        (2, True, False),
        (3, False, False),
    ]
    assert book[1].void == "签发编号作废：重复签发"
    assert number_book.series_of(house.people.bureau) == [("示民发", 2025)]
    assert number_book.book(house.people.bureau, "别的", 2025) == []


def _sign_of(record: Document) -> int:
    return Entry.objects.of(record.authority).get(act="sign", dossier=record.dossier).seq


def test_similar_documents_of_others_are_seen_only_when_they_are_public(house: House) -> None:
    given = Draft(DocumentKind.OTHER, "关于做好2024年临时救助工作的通知", "<p>通知。</p>", "通知。")
    other = acts.draft(house.people.elsewhere, given, on=DAY, today=DAY, by=house.people.zhao)
    take(other, Act.LABEL, house.people.zhao, attribute="proactive")
    assert queries.similar(house.people.bureau, TITLE) == []
    through(house)
    [(found, similar)] = queries.similar(house.people.bureau, TITLE)
    assert found.title == TITLE and similar.attribute is Attribute.PROACTIVE
    assert queries.similar(house.people.elsewhere, TITLE)[0][0] == other, "its own, and not ours while it is not public"


def test_a_label_that_differs_from_the_proposal_is_marked_for_a_second_look(house: House) -> None:
    record = drafted(house)
    take(
        record,
        Act.LABEL,
        house.people.wang,
        attribute="withheld",
        ground="internal",
        reason="内部",
        proposed="proactive",
    )
    assert record.disputed
    take(record, Act.LABEL, house.people.wang, attribute="proactive", proposed="proactive")
    assert not record.disputed


def test_what_is_due_is_what_the_law_says_of_the_state(house: House) -> None:
    record = labelled(house, drafted(house))
    take(record, Act.SUBMIT, house.people.wang, wanted_on="2025-09-25")
    waiting = queries.to_review(house.people.bureau, house.sun, frozenset())
    assert waiting == [], "without the role nothing waits"
    assert str(record.dossier.due_on) == "2025-09-25"


def test_the_days_from_signature_to_publication_are_reckoned_by_section(house: House) -> None:
    for days in (0, 4):
        record = through(house)
        later = DAY + timedelta(days=days)
        disclosure.publish_document(record, house.files, on=later, today=later, by=house.people.wang)
    through(house)
    [row] = statistics.sections(queries.documents(house.people.bureau), 2025, {"救助科": (1, 4)})
    assert (row.section, row.mean_days, row.longest, row.published.value) == ("救助科", "2.0", "4", 2)
    assert (row.label_rate, row.error_rate) == ("100.0%", "25.0%")


# -- on paper ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attribute", [*Attribute], ids=lambda attribute: str(attribute.value))
def test_the_last_page_bears_the_mark_of_the_field_whatever_the_text_says(house: House, attribute: Attribute) -> None:
    record = labelled(house, drafted(house), attribute.value)
    printed = paper(record, queries.standing(record), queries.latest(record), today=DAY)
    assert last_mark(printed) == f"（{MARKS[attribute]}）"
    texts = [getattr(block, "text", "") for block in printed.blocks]
    assert sum("此件" in text for text in texts) == 1, "once, and not again from the text"
    assert TITLE not in texts and texts.count("示例县民政局") == 0, "title and signature are set from the fields"
    assert texts[0] == "各乡镇人民政府：" and texts.count("各乡镇人民政府：") == 1
    assert Heading("一、救助对象", 1) in printed.blocks
    assert printed.number == UNNUMBERED and printed.mark == "示例县民政局文件"


def test_what_follows_the_signature_is_printed_after_it_and_nothing_is_lost(house: House) -> None:
    text = f"{TEXT}\n附件1：救助标准\n每人每月500元。"
    record = labelled(house, drafted(house, text))
    printed = paper(record, queries.standing(record), queries.latest(record), today=DAY)
    places = {type(block): place for place, block in enumerate(printed.blocks)}
    assert places[PageBreak] > places[Signature]
    words = [getattr(block, "text", "") for block in printed.blocks]
    assert words[-2:] == ["附件1：救助标准", "每人每月500元。"] and "一、救助对象" in words


def test_the_paper_is_set_in_word_and_as_pdf_with_its_red_head(house: House) -> None:
    record = through(house)
    printed = paper(record, queries.standing(record), queries.latest(record), today=DAY)
    read = read_docx(write_docx(printed))
    words = {line for line in read if isinstance(line, str)}
    assert {"示例县民政局文件", "示民发〔2025〕1号", TITLE, "（此件公开发布）"} <= words
    pdf = write_pdf(printed)
    assert pdf.archival and pdf.missing == ""


def test_an_unlabelled_document_is_not_printed(house: House) -> None:
    record = drafted(house)
    with pytest.raises(Unlawful, match="末页没有附注"):
        paper(record, queries.standing(record), queries.latest(record), today=DAY)


# -- comparing ---------------------------------------------------------------------------------------------------------------


def test_two_texts_are_told_apart_by_paragraph_and_word_and_both_can_be_read_out_of_it() -> None:
    before = "一、对象\n本县户籍的困难群众。\n二、标准\n每人500元。\n三、程序"
    after = "一、对象\n本县户籍和居住证持有人中的困难群众。\n二、标准\n每人500元。\n三、程序\n四、监督"
    pieces = [piece for change in compare(before, after) for piece in change.pieces]
    assert [piece.text for piece in pieces if piece.tone is Tone.ADDED] == ["和居住证持有人中", "四、监督"]
    assert not differs(before, before) and differs(before, after)
    assert [change.skipped for change in compare(before, before)] == [5]


PARAGRAPHS = st.lists(st.text(alphabet="甲乙丙丁500元a ", min_size=1, max_size=8).filter(str.strip), max_size=8)


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_out_of_their_comparison(before: list[str], after: list[str]) -> None:
    assume(differs("\n".join(before), "\n".join(after)))
    changes = compare("\n".join(before), "\n".join(after), around=20)
    for texts, left_out in ((before, Tone.ADDED), (after, Tone.REMOVED)):
        told = "".join(piece.text for change in changes for piece in change.pieces if piece.tone is not left_out)
        assert told == "".join(text.strip() for text in texts)
