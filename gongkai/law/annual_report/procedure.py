"""年报的编制（条例第四十九、五十条）: compile, freeze, sign, publish, and put right in public what was published wrongly.

What a clerk types, writes and explains are steps like any other, so the report follows from its entries. What is counted
from the ledger is not among them: it can be neither typed nor typed over. The room hands ``FREEZE`` the digest of what is
frozen and every concern that was found; whether these allow it is decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from gongkai.law.annual_report.concerns import Concern
from gongkai.law.annual_report.editions import EDITIONS
from gongkai.law.annual_report.facts import RemedyScope
from gongkai.law.annual_report.prose import require_known_names
from gongkai.law.annual_report.report import Edition, Place
from gongkai.law.authorities import AuthorityKind, report_due
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.sheets import Number, figure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.tables import Level, Table
from gongkai.law.grammar.words import Word

KIND = "annual_report"
PUBLISHING = regulation(49, gist="部门于1月31日前、政府于3月31日前公布上一年度年报")
CONTENTS = regulation(50, gist="年度报告应有主动公开、申请处理、复议诉讼、问题改进和其他事项五项内容")
FIRST_YEAR = 2008
"""首份年报: the Regulation came into force on 1 May 2008; there is no earlier report."""
LONGEST_TEXT = 20000
_LONGEST_NUMBER = 12


class Scope(Word):
    """统计范围: whose files the report counts."""

    OWN = "own", "本机关"
    BENEATH = "beneath", "本机关及下级单位"


class State(Word):
    """编制状态: where the report is."""

    COMPILING = "compiling", "编制中"
    FROZEN = "frozen", "已锁定"
    SIGNED = "signed", "已签发"
    PUBLISHED = "published", "已公布"


class Act(Word):
    """编制事项: the acts of a report; it is opened by compiling it or by importing one that was published before."""

    COMPILE = "compile", "开始编制"
    IMPORT = "import", "导入往年报告"
    FILL = "fill", "填报"
    WRITE = "write", "编写正文"
    EXPLAIN = "explain", "说明警示事项"
    FREEZE = "freeze", "锁定"
    RETURN = "return", "退回修改"
    SIGN = "sign", "签发"
    PUBLISH = "publish", "公布"
    CORRECT = "correct", "更正"


FLOW = Flow(
    "年度报告",
    State.COMPILING,
    (
        Transition(State.COMPILING, Act.FILL, State.COMPILING, Role.HANDLER, CONTENTS),
        Transition(State.COMPILING, Act.WRITE, State.COMPILING, Role.HANDLER, CONTENTS),
        Transition(State.COMPILING, Act.EXPLAIN, State.COMPILING, Role.HANDLER, CONTENTS),
        Transition(State.COMPILING, Act.FREEZE, State.FROZEN, Role.HANDLER, CONTENTS),
        Transition(State.FROZEN, Act.SIGN, State.SIGNED, Role.SIGNER, PUBLISHING),
        Transition(State.FROZEN, Act.RETURN, State.COMPILING, Role.REVIEWER, CONTENTS),
        Transition(State.SIGNED, Act.PUBLISH, State.PUBLISHED, Role.PUBLISHER, PUBLISHING),
        Transition(State.SIGNED, Act.RETURN, State.COMPILING, Role.SIGNER, CONTENTS),
        Transition(State.PUBLISHED, Act.CORRECT, State.PUBLISHED, Role.SIGNER, CONTENTS),
    ),
)
"""编制程序."""


# -- what a report is made of ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typed:
    """填报数: a number typed by an official, with where it is from and why it was needed."""

    number: Number
    source: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Explanation:
    """说明: why a yellow finding stands as it does; it explains these very figures and no others."""

    says: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Changed:
    """改数: a published cell put right. What was published may have been no number: ``was`` is what was printed."""

    place: Place
    was: str
    now: Number


@dataclass(frozen=True, slots=True)
class Reworded:
    """改字: a published phrase put right; it occurs exactly once in its section."""

    section: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Erratum:
    """更正: what was published wrongly, what it should be, and why. It stays visible beside the report."""

    on: date
    reason: str
    cells: tuple[Changed, ...] = ()
    texts: tuple[Reworded, ...] = ()


@dataclass(frozen=True)
class Standing(MadeHere):
    """编制情况: everything that follows from the steps so far. Immutable; ``take`` hands over the next one."""

    year: int
    of: AuthorityKind
    state: State
    form: Edition | None
    last_on: date
    scope: Scope = Scope.OWN
    remedies: RemedyScope = RemedyScope.FILED
    register: bool = False
    imported: bool = False
    source: str = ""
    typed: Mapping[Place, Typed] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    digest: str = ""
    frozen_on: date | None = None
    signed_on: date | None = None
    published_on: date | None = None
    closed_on: date | None = None
    errata: tuple[Erratum, ...] = ()

    @property
    def outcome(self) -> str | None:
        """公布结果: whether it was published in time; None before that, or where the day is not known."""
        if self.published_on is None:
            return None
        return "late" if self.days_late else "on_time"

    @property
    def deadline(self) -> date | None:
        """公布期限: the last day to publish it, or None where the law asks no report of such an authority."""
        return report_due(self.of, self.year)

    @property
    def days_late(self) -> int:
        """逾期天数: how many days after its term it was published; 0 where it was in time or is not out yet."""
        if self.deadline is None or self.published_on is None:
            return 0
        return max(0, (self.published_on - self.deadline).days)

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the last day to publish it; None when it is published or no report is owed."""
        if self.closed_on is not None or self.deadline is None:
            return None
        return Reckoned(self.deadline, provisional=False)

    def explained(self, concern: Concern) -> bool:
        """已说明: whether this finding, with the figures it has now, was explained."""
        given = self.explanations.get(concern.key)
        return given is not None and given.says == concern.says

    def objections(self, act: Act, on: date, concerns: Iterable[Concern] = ()) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day; ``concerns`` are what the check finds before freezing."""
        if found := FLOW.objections(self.state, act, on, self.last_on, CONTENTS):
            return found
        return self._against_freezing(on, concerns) if act is Act.FREEZE else ()

    def _against_freezing(self, on: date, concerns: Iterable[Concern]) -> tuple[Objection, ...]:
        if on.year <= self.year:
            return (Objection(f"统计期限为{self.year}年1月1日至12月31日，年度结束后才能锁定", PUBLISHING),)
        concerns = tuple(concerns)
        red = [f"红错未改正：{each.says}" for each in concerns if each.level is Level.RED]
        yellow = [each for each in concerns if each.level is Level.YELLOW and not self.explained(each)]
        return tuple(Objection(text, CONTENTS) for text in (*red, *(f"黄警未说明：{each.says}" for each in yellow)))

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, CONTENTS)
        FLOW.row(self.state, act)
        concerns = _concerns(step) if act is Act.FREEZE else ()
        for objection in self.objections(act, step.on, concerns):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = _EFFECTS[act](self, step)
        return replace(moved, state=State(FLOW.after(self.state, act)), last_on=step.on)

    @property
    def edition(self) -> Edition:
        """格式: the form of the report; Unlawful for a report from before there was one."""
        if self.form is None:
            raise Unlawful(f"{self.year}年度报告没有全国统一的统计表", CONTENTS, field="table")
        return self.form

    @property
    def counted(self) -> tuple[Place, ...]:
        """不能填报的格: counted from the files and, where the report was opened so, from the register."""
        return self.edition.counted + self.edition.from_register if self.register else self.edition.counted

    @property
    def form_before(self) -> Edition | None:
        """上年格式: the form of last year's report; None where there was none yet."""
        return edition_or_none(self.year - 1)

    def table(self, key: str) -> Table:
        """统计表: a table of the form, or Unlawful."""
        if key not in self.edition.tables:
            raise Unlawful(f"{self.edition.key}年格式没有这张表", self.edition.notice, field="table")
        return self.edition.tables[key]


def edition_or_none(year: int) -> Edition | None:
    """年报格式: the form for the report on a year, or None before there was one."""
    return next((each for each in EDITIONS if each.covers(year)), None)


def typeable(form: Edition, *, register: bool = False) -> tuple[Place, ...]:
    """填报格: the cells nobody counts for us: neither sums nor counted from the files, in the printed order.

    ``register`` says that normative documents are counted from their register, too.
    """
    counted = frozenset(form.counted + form.from_register if register else form.counted)
    cells = ((key, *cell) for key, table in form.tables.items() for cell in table.counted)
    return tuple(place for place in cells if place not in counted)


def lawful_number(table: Table, row: str, column: str, written: JSON) -> Number:
    """读填报数: what was typed for a cell as a number, or Unlawful naming the cell and the rule."""
    name = table.describe(row, column)
    text = unicodedata.normalize("NFKC", str(written if written is not None else "")).replace(",", "").strip()
    if isinstance(written, bool) or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise Unlawful(f"{name}应填数字", table.basis, field=field_of(table.key, row, column))
    if len(text.lstrip("-").partition(".")[0]) > _LONGEST_NUMBER:
        raise Unlawful(f"{name}的数过大", table.basis, field=field_of(table.key, row, column))
    number = Decimal(text)
    if number < 0 and not table.signed(row, column):
        raise Unlawful(f"{name}不应为负数", table.basis, field=field_of(table.key, row, column))
    if number == number.to_integral_value():
        return int(number)
    if not table.exact(row, column):
        raise Unlawful(f"{name}应为整数", table.basis, field=field_of(table.key, row, column))
    if -int(number.as_tuple().exponent) > 6:
        raise Unlawful(f"{name}最多保留六位小数", table.basis, field=field_of(table.key, row, column))
    return number


def field_of(table: str, row: str, column: str) -> str:
    """表单项: the name a form gives to the input of a cell."""
    return f"{table}.{row}.{column}"


# -- opening ---------------------------------------------------------------------------------------------------------------


def open_report(step: Step, calendar: Calendar) -> Standing:
    """立卷: begin to compile the report on a year, or enter one that was published before the platform was there."""
    match FLOW.act(Act, step.act, CONTENTS):
        case Act.COMPILE:
            return _compile(step)
        case Act.IMPORT:
            return _import(step)
        case _:
            raise Unlawful("年度报告应从开始编制或者导入往年报告立卷", CONTENTS)


def _compile(step: Step) -> Standing:
    year = step.number("year", "报告年度", least=FIRST_YEAR, most=9999)
    if step.on.year < year:
        raise Unlawful(f"{year}年尚未开始，不能编制年度报告", PUBLISHING, field="year")
    form = edition_or_none(year)
    if form is None:
        raise Unlawful(f"{year}年度报告没有全国统一的统计表，只能导入，不能编制", CONTENTS, field="year")
    return Standing(
        year=year,
        of=_kind(step),
        state=State.COMPILING,
        form=form,
        last_on=step.on,
        scope=Scope(_word(step, "scope", "统计范围", Scope)),
        remedies=RemedyScope(_word(step, "remedies", "复议诉讼统计口径", RemedyScope)),
        register=bool(step.details.get("register")) and bool(form.stock),
    )


def _import(step: Step) -> Standing:
    year = step.number("year", "报告年度", least=FIRST_YEAR, most=9999)
    if step.on.year <= year:
        raise Unlawful(f"{year}年尚未结束，不会有已公布的年度报告", PUBLISHING, field="year")
    key = step.details.get("edition") or ""
    form = next((each for each in EDITIONS if each.key == key), None)
    if key and form is None:
        raise Unlawful("报告格式应为2014年、2019年或者2021年格式", CONTENTS, field="edition")
    published_on = step.optional_day("published_on", "公布日期")
    if published_on and not date(year, 12, 31) < published_on <= step.on:
        raise Unlawful("公布日期应在报告年度之后、导入日期之前", PUBLISHING, field="published_on")
    return Standing(
        year=year,
        of=_kind(step),
        state=State.PUBLISHED,
        form=form,
        last_on=step.on,
        scope=Scope(_word(step, "scope", "统计范围", Scope)),
        imported=True,
        source=step.text("source", "来源"),
        digest=step.text("digest", "内容摘要"),
        published_on=published_on,
        closed_on=published_on or step.on,
    )


def _kind(step: Step) -> AuthorityKind:
    return AuthorityKind(_word(step, "of", "机关类型", AuthorityKind))


def _word(step: Step, name: str, title: str, words: type[Word]) -> str:
    value = str(step.details.get(name) or "")
    if value not in {word.value for word in words}:
        options = "、".join(word.label for word in words)
        raise Unlawful(f"应选明{title}：{options}", CONTENTS, field=name)
    return value


# -- what each act changes -------------------------------------------------------------------------------------------------

_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _fill(standing: Standing, step: Step) -> Standing:
    """A blank clears what was typed before; both need a reason, a number also its source."""
    typed = dict(standing.typed)
    reason = step.text("reason", "填报原因")
    cells = _rows(step, "cells", "填报的格")
    for cell in cells:
        place = _typeable(standing, cell)
        if cell.get("number") is None:
            typed.pop(place, None)
        else:
            number = lawful_number(standing.table(place[0]), place[1], place[2], cell["number"])
            typed[place] = Typed(number, step.text("source", "数据来源"), reason, step.on)
    return replace(standing, typed=typed)


def _typeable(standing: Standing, cell: Mapping[str, JSON]) -> Place:
    place = _place(standing, cell)
    table = standing.table(place[0])
    name = table.describe(place[1], place[2])
    if place[1:] in table.addends:
        raise Unlawful(f"{name}是合计，由系统计算，不能填报", table.basis, field=field_of(*place))
    if place in standing.counted:
        raise Unlawful(f"{name}由台账统计，不能填报；数不对的，应当更正案卷", table.basis, field=field_of(*place))
    return place


def _place(standing: Standing, cell: Mapping[str, JSON]) -> Place:
    place = (str(cell.get("table")), str(cell.get("row")), str(cell.get("column")))
    table = standing.table(place[0])
    if place[1:] not in table:
        raise Unlawful(f"“{table.title}”表中没有这一格", table.basis, field="cells")
    return place


def _rows(step: Step, name: str, title: str) -> Sequence[Mapping[str, JSON]]:
    given = step.details.get(name)
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    if not rows:
        raise Unlawful(f"没有{title}", CONTENTS, field=name)
    return rows


def _write(standing: Standing, step: Step) -> Standing:
    key = _section(standing, step.details.get("section"))
    text = str(step.details.get("text") or "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise Unlawful(f"正文最多{LONGEST_TEXT}字，现有{len(text)}字", CONTENTS, field="text")
    require_known_names(standing.edition, text, before=standing.form_before)
    return replace(standing, texts={**standing.texts, key: text})


def _section(standing: Standing, given: JSON) -> str:
    key = str(given or "")
    if key not in {section.key for section in standing.edition.sections}:
        raise Unlawful("报告没有这一部分", CONTENTS, field="section")
    return key


def _explain(standing: Standing, step: Step) -> Standing:
    explanation = Explanation(step.text("says", "警示事项"), step.text("text", "说明"), step.on)
    return replace(standing, explanations={**standing.explanations, step.text("finding", "警示事项"): explanation})


def _concerns(step: Step) -> tuple[Concern, ...]:
    given = step.details.get("concerns")
    if not isinstance(given, list):
        raise Unlawful("锁定前应当核对", CONTENTS, field="concerns")
    rows = [row for row in given if isinstance(row, dict)]
    return tuple(Concern(str(row["key"]), Level(str(row["level"])), str(row["says"])) for row in rows)


def _freeze(standing: Standing, step: Step) -> Standing:
    return replace(standing, digest=step.text("digest", "内容摘要"), frozen_on=step.on)


def _return(standing: Standing, step: Step) -> Standing:
    step.text("reason", "退回理由")
    return replace(standing, digest="", frozen_on=None, signed_on=None)


def _sign(standing: Standing, step: Step) -> Standing:
    return replace(standing, signed_on=step.on)


def _publish(standing: Standing, step: Step) -> Standing:
    return replace(standing, published_on=step.on, closed_on=step.on)


def _correct(standing: Standing, step: Step) -> Standing:
    cells = tuple(_changed(standing, cell) for cell in _optional_rows(step, "cells"))
    texts = tuple(_reworded(standing, row) for row in _optional_rows(step, "texts"))
    if not cells and not texts:
        raise Unlawful("没有需要更正的内容", CONTENTS, field="cells")
    erratum = Erratum(step.on, step.text("reason", "更正理由"), cells, texts)
    return replace(standing, digest=step.text("digest", "内容摘要"), errata=(*standing.errata, erratum))


def _optional_rows(step: Step, name: str) -> Sequence[Mapping[str, JSON]]:
    return _rows(step, name, "更正的内容") if step.details.get(name) else ()


def _changed(standing: Standing, cell: Mapping[str, JSON]) -> Changed:
    place = _place(standing, cell)
    number = lawful_number(standing.table(place[0]), place[1], place[2], cell.get("now"))
    was = str(cell.get("was") if cell.get("was") is not None else "")
    if was == figure(number):
        name = standing.table(place[0]).describe(place[1], place[2])
        raise Unlawful(f"{name}更正前后相同", CONTENTS, field=field_of(*place))
    return Changed(place, was, number)


def _reworded(standing: Standing, row: Mapping[str, JSON]) -> Reworded:
    key = _section(standing, row.get("section"))
    was, now = str(row.get("was") or "").strip(), str(row.get("now") or "").strip()
    if not was or was == now:
        raise Unlawful("应当写明原文和更正后的文字，两者不能相同", CONTENTS, field="was")
    require_known_names(standing.edition, now, before=standing.form_before, field="now")
    return Reworded(key, was, now)


_EFFECTS: Mapping[Act, _Effect] = {
    Act.FILL: _fill,
    Act.WRITE: _write,
    Act.EXPLAIN: _explain,
    Act.FREEZE: _freeze,
    Act.RETURN: _return,
    Act.SIGN: _sign,
    Act.PUBLISH: _publish,
    Act.CORRECT: _correct,
}


ANNUAL_REPORT = Procedure(KIND, "政府信息公开工作年度报告", open_report, lambda _: FLOW)
"""程序: how the journal opens and reads a report."""
