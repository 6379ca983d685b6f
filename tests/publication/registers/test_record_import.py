"""登记簿导入: every row judged, nothing changed before somebody accepts, the same record by whichever way it comes in."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.kinds import Field, Kind, Shown, Sort
from gongkai.law.ledgers import Choice, Stage
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import CHAINS
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.livelihood import RELIEF_PAYMENT
from gongkai.law.registers.rows import Fault, RowVerdict, Value
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import AWARD, PURCHASE
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.verify import verify
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import queries as kept
from gongkai.publication.registers import storing
from gongkai.publication.registers.forms import RecordForm, written
from gongkai.publication.registers.importing import acts, queries, staging, workbooks
from gongkai.publication.registers.importing.models import HeadingMemory, ImportPiece, ImportRow, RecordImport
from gongkai.publication.registers.models import Record
from tests.cast import Cast, cast
from tests.publication.registers.files import DAY, delimited, imported, kept_kind, uploaded, workbook
from tests.publication.registers.rows import IDENTITY, row, said

pytestmark = pytest.mark.django_db
FIRST_STAGES = [
    key for key in KINDS if key not in {stage.kind for chain in CHAINS for stage in chain.stages if stage.needs}
]


@pytest.fixture
def people() -> Cast:
    return cast()


def verdicts(batch: RecordImport) -> list[RowVerdict]:
    rows = ImportRow.objects.of(batch.authority).filter(batch=batch).order_by("place")
    return [RowVerdict(row.verdict) for row in rows]


def faults(batch: RecordImport) -> list[set[Fault]]:
    return [{each.fault for each in row.faults} for row in queries.opened(queries.rows(batch))]


def values_of(record: Record) -> dict[str, Value]:
    return {**record.data, **storing.opened(record.sealed)}


# -- by whichever way ------------------------------------------------------------------------------------------------------

TEXTS = st.text("示例县样本镇第0123456789号（）·、ABc", min_size=1, max_size=20).map(str.strip).filter(bool)


def written_field(field: Field) -> st.SearchStrategy[str]:
    """What somebody may rightly write in a field."""
    match field.sort:
        case Sort.CHOICE:
            return st.sampled_from(field.choices)
        case Sort.DAY:
            if field.key in ("valid_to", "shown_to", "ends"):
                return st.just("2026-01-01")
            days = st.dates(date(2000, 1, 1), DAY)
            return days.map(lambda day: f"{day:%Y-%m-%d}") | days.map(
                lambda day: f"{day.year}年{day.month}月{day.day}日"
            )
        case Sort.MONEY | Sort.NUMBER:
            return st.decimals("0", "99999", places=2).map(str)
        case Sort.COUNT:
            return st.integers(0, 10**6).map(str)
        case Sort.TEXT | Sort.LONG:
            return TEXTS
        case _:
            return st.just(said(field))


@st.composite
def rows_of_a_kind(draw: st.DrawFn) -> tuple[Kind, dict[str, str]]:
    kind = KINDS[draw(st.sampled_from(FIRST_STAGES))]
    fields = [each for each in kind.fields if each.required or draw(st.booleans())]
    return kind, {each.key: draw(written_field(each)) for each in fields}


@given(rows_of_a_kind())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_of_any_kind_is_the_same_record_by_form_and_by_import(
    people: Cast, one: tuple[Kind, dict[str, str]]
) -> None:
    kind, given_row = one
    form = RecordForm({**given_row, "confirmed_amounts": "1"}, kind=kind)
    assert form.is_valid(), form.errors
    by_form = registers.enter(people.bureau, kind, form.said(), on=DAY, today=DAY, by=people.wang)
    batch = imported(people.elsewhere, kind, delimited(kind, [given_row]))
    by_import = Record.objects.of(people.elsewhere).order_by("-pk")[0]
    assert batch.entered == 1
    assert (by_import.seal, values_of(by_import)) == (by_form.seal, values_of(by_form))
    again = written(kind, values_of(by_form))
    assert registers.understood(kind, again, DAY) == values_of(by_form), "what is shown to be corrected reads back"
    Record.objects.of(people.bureau).delete()
    Record.objects.of(people.elsewhere).delete()


@pytest.mark.parametrize("key", ["permit", "relief_payment", "power_item", "purchase", "fee_policy"])
def test_importing_what_the_register_holds_changes_nothing(people: Cast, key: str) -> None:
    kind = KINDS[key]
    imported(people.bureau, kind, workbook(kind, [row(kind, number) for number in range(4)]))
    before = list(Record.objects.of(people.bureau).order_by("pk").values_list("pk", "seal"))
    whole = [written(kind, values_of(each)) for each in Record.objects.of(people.bureau)]
    batch = uploaded(people.bureau, kind, workbook(kind, whole))
    assert verdicts(batch) == [RowVerdict.PRESENT] * 4
    with pytest.raises(Unlawful, match="没有可以导入的行"):
        acts.accept(batch, Choice.WHOLE, on=DAY, by=people.wang)
    public = [written(kind, each.data) for each in Record.objects.of(people.bureau)]
    seen = verdicts(uploaded(people.bureau, kind, workbook(kind, public)))
    needs_inside = any(each.required and each.shown is Shown.INSIDE for each in kind.fields)
    assert set(seen) == {RowVerdict.REFUSED if needs_inside else RowVerdict.PRESENT}
    assert list(Record.objects.of(people.bureau).order_by("pk").values_list("pk", "seal")) == before


def test_the_columns_are_known_by_label_code_and_other_name_and_remembered_by_kind(people: Cast) -> None:
    heads = {each.key: each.code or each.label for each in PERMIT.fields} | {"content": "批的什么"}
    kept_kind(people.bureau, PERMIT)
    first = acts.upload(
        people.bureau, PERMIT, workbook(PERMIT, [row(PERMIT)], heads), name="许可.xlsx", on=DAY, by=None
    )
    proposed = dict(first.mapping)
    assert proposed["XK_XDR_MC"] == "party" and proposed["批的什么"] == ""
    keys = ["content" if label == "批的什么" else key for label, key in first.mapping]
    with pytest.raises(Unlawful, match="许可内容没有对应的列"):
        acts.map_columns(first, [key for _, key in first.mapping])
    with pytest.raises(Unlawful, match="只能对应一列"):
        acts.map_columns(first, [*keys[:-1], "content"])
    acts.map_columns(first, keys)
    again = acts.upload(
        people.bureau, PERMIT, workbook(PERMIT, [row(PERMIT)], heads), name="许可.xlsx", on=DAY, by=None
    )
    assert dict(again.mapping)["批的什么"] == "content"
    assert not HeadingMemory.objects.of(people.elsewhere).exists()


# -- row by row ------------------------------------------------------------------------------------------------------------


def test_every_wrong_row_is_told_and_nothing_is_changed_until_the_user_chose(people: Cast) -> None:
    rows = [
        row(PENALTY, 1),
        row(PENALTY, 2, credit_code="91350100M000100Y44"),
        row(PENALTY, 3, made_on="1900-01-01"),
        row(PENALTY, 4, fine="20000000"),
        row(PENALTY, 1),
        row(PENALTY, 5, offence='=HYPERLINK("http://example.invalid","x")'),
        row(PENALTY, 6, content=""),
        row(PENALTY, 7, facts=f"当事人身份证号{IDENTITY}"),
        row(PENALTY, 8, facts=f"当事人身份证号{IDENTITY[:-1]}{'1' if IDENTITY[-1] != '1' else '2'}"),
    ]
    batch = uploaded(people.bureau, PENALTY, workbook(PENALTY, rows), people.wang)
    assert faults(batch) == [
        {Fault.CHECKSUM},
        {Fault.TOO_EARLY},
        {Fault.PERHAPS_YUAN},
        {Fault.TWICE},
        {Fault.FORMULA},
        {Fault.MISSING},
        {Fault.PERSONAL},
        {Fault.PERHAPS_PERSONAL},
    ]
    assert not Record.objects.of(people.bureau).exists()
    entries = Entry.objects.of(people.bureau).count()
    with pytest.raises(Unlawful, match="有5行不收"):
        acts.accept(batch, Choice.WHOLE, on=DAY, by=people.wang)
    assert Entry.objects.of(people.bureau).count() == entries
    acts.accept(batch, Choice.SKIP, on=DAY, by=people.li, publishes=True)
    acts.take_on(batch, today=DAY, chunk=2)
    assert (batch.stage, batch.entered, batch.shown) == (Stage.DONE, 4, 2)
    waiting = kept.waiting(people.bureau, PENALTY)
    assert [record.data["facts"][:6] for record in waiting] == ["当事人身份证"] * 2, (
        "what shows people, or may show them, waits"
    )
    assert [str(each) for each in verify(whole=True)] == []


def test_what_is_registered_meanwhile_and_differs_stays_out_and_is_told(people: Cast) -> None:
    batch = uploaded(people.bureau, PERMIT, workbook(PERMIT, [row(PERMIT, 1), row(PERMIT, 2)]))
    registers.enter(people.bureau, PERMIT, row(PERMIT, 1, content="另一内容"), on=DAY, today=DAY, by=people.wang)
    acts.accept(batch, Choice.WHOLE, on=DAY, by=people.wang)
    acts.take_on(batch, today=DAY)
    assert (batch.entered, batch.counts["verdicts"]) == (1, {"good": 1, "refused": 1})
    assert faults(batch) == [{Fault.TAKEN}]


def test_what_was_withdrawn_does_not_come_in_again(people: Cast) -> None:
    gone = registers.enter(people.bureau, PERMIT, row(PERMIT), on=DAY, today=DAY, by=people.wang)
    registers.withdraw(gone, Withdrawal.WRONG, "有误", on=DAY, today=DAY, by=people.wang, seen=1)
    assert faults(uploaded(people.bureau, PERMIT, workbook(PERMIT, [row(PERMIT)]))) == [{Fault.GONE}]


def test_a_stage_without_the_one_before_it_is_refused_row_by_row(people: Cast) -> None:
    registers.enter(
        people.bureau, KINDS["tender_notice"], row(KINDS["tender_notice"]), on=DAY, today=DAY, by=people.wang
    )
    batch = uploaded(people.bureau, AWARD, workbook(AWARD, [row(AWARD), row(AWARD, 2)]))
    assert verdicts(batch) == [RowVerdict.GOOD, RowVerdict.REFUSED]
    assert faults(batch) == [{Fault.TOO_SOON}]


def test_no_row_on_its_way_in_can_be_read_from_the_database(people: Cast) -> None:
    kept_kind(people.bureau, RELIEF_PAYMENT)
    content = delimited(RELIEF_PAYMENT, [row(RELIEF_PAYMENT)])
    batch = acts.upload(people.bureau, RELIEF_PAYMENT, content, name="发放.csv", on=DAY, by=people.wang)
    assert IDENTITY not in str(queries.samples(batch)) and "张测试" not in str(queries.samples(batch))
    pieces = [bytes(each.sealed) for each in ImportPiece.objects.of(people.bureau)]
    assert pieces and not any(IDENTITY.encode() in each or "张测试".encode() in each for each in pieces)
    acts.map_columns(batch, [key for _, key in batch.mapping])
    staging.read_on(batch, today=DAY)
    assert not ImportPiece.objects.of(people.bureau).exists(), "the file is gone once it has been read"
    staged = ImportRow.objects.of(people.bureau).get()
    assert IDENTITY.encode() not in bytes(staged.sealed)
    assert IDENTITY not in str([batch.counts, batch.notes, batch.mapping, staged.where])
    acts.accept(batch, Choice.WHOLE, on=DAY, by=people.wang)
    acts.take_on(batch, today=DAY)
    assert not ImportRow.objects.of(people.bureau).exists()
    assert Record.objects.of(people.bureau).get().standing == Standing.WAITING


def test_a_cancelled_import_leaves_nothing(people: Cast) -> None:
    batch = uploaded(people.bureau, PURCHASE, workbook(PURCHASE, [row(PURCHASE, number) for number in range(3)]))
    acts.cancel(batch)
    acts.carry_on(batch, today=DAY)
    assert not RecordImport.objects.of(people.bureau).exists() and not ImportRow.objects.of(people.bureau).exists()
    assert not Record.objects.of(people.bureau).exists()
    with pytest.raises(Unlawful, match="已经取消"):
        acts.cancel(batch)


# -- what people send ------------------------------------------------------------------------------------------------------


def refused(people: Cast, content: bytes, name: str = "表.xlsx") -> str:
    kept_kind(people.bureau, PURCHASE)
    with pytest.raises(Unlawful) as told:
        acts.upload(people.bureau, PURCHASE, content, name=name, on=DAY, by=people.wang)
    assert not RecordImport.objects.of(people.bureau).exists()
    return told.value.reason


def test_a_sheet_of_a_million_columns_a_bomb_and_a_locked_book_are_refused_in_chinese(people: Cast) -> None:
    wide = ("项目名称,采购人," * 500_000).encode()
    assert "一行过长" in refused(people, wide, "宽.csv")
    assert "打开密码" in refused(people, b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "空的" in refused(people, b"")
    assert "找不到表头" in refused(people, "甲,乙\n1,2\n".encode())
    assert "损坏" in refused(people, b"PK\x03\x04nothing")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(80 * 2**20))
    assert "压缩比异常" in refused(people, bomb.getvalue())


def test_a_kind_that_is_not_kept_takes_no_file(people: Cast) -> None:
    with pytest.raises(Unlawful, match="还没有启用"):
        acts.upload(people.bureau, PERMIT, workbook(PERMIT, [row(PERMIT)]), name="许可.xlsx", on=DAY, by=None)


@pytest.mark.parametrize("key", ["permit", "relief_payment", "power_item"])
def test_the_template_of_a_kind_is_read_without_a_question(people: Cast, key: str) -> None:
    kind = KINDS[key]
    kept_kind(people.bureau, kind)
    batch = acts.upload(people.bureau, kind, workbooks.template(kind), name="模板.xlsx", on=DAY, by=None)
    assert [field for _, field in batch.mapping] == [each.key for each in kind.fields]


def test_the_workbook_of_faulty_rows_is_mended_and_imported_again(people: Cast) -> None:
    rows = [row(PURCHASE, 1), row(PURCHASE, 2, amount="八千")]
    batch = imported(people.bureau, PURCHASE, workbook(PURCHASE, rows))
    book = workbooks.faulty(batch)
    assert verdicts(uploaded(people.bureau, PURCHASE, book)) == [RowVerdict.REFUSED]
    mended = _with_text(book, "八千", "8000")
    assert imported(people.bureau, PURCHASE, mended).entered == 1
    assert Record.objects.of(people.bureau).count() == 2


def _with_text(book: bytes, was: str, becomes: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(f">{was}<".encode(), f">{becomes}<".encode()))
    return content.getvalue()


def test_each_chunk_is_an_entry_and_the_closing_entry_counts_them(people: Cast) -> None:
    batch = uploaded(people.bureau, PURCHASE, workbook(PURCHASE, [row(PURCHASE, number) for number in range(5)]))
    acts.accept(batch, Choice.WHOLE, on=DAY, by=people.li)
    acts.take_on(batch, today=DAY, chunk=2)
    assert (batch.chunks, batch.entered) == (3, 5)
    assert len({record.entry for record in Record.objects.of(people.bureau)}) == 3
    assert [str(each) for each in verify(whole=True)] == []
    Entry.objects.of(people.bureau).filter(act="close_record_import").get()
