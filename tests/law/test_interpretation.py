"""政策解读的规则: who owes, by when, what a package lacks, and what a reprint must bring."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.disclosure import ReleaseChannel, Source
from gongkai.law.documents import CHECKS, DocumentKind
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.interpretation import (
    MET,
    NEEDED,
    AuthorRole,
    Duty,
    DutyState,
    ExplainRule,
    Form,
    Gap,
    LocalPart,
    Material,
    PackageFacts,
    Part,
    PolicyOrigin,
    Stage,
    due,
    gaps,
    require_complete,
)
from gongkai.law.interpretation_figures import DutyFact, InterpretationFact, coverage, output
from gongkai.law.policy_links import Broken, LinkKind, Partner, faults
from gongkai.law.readability import OFFICIALESE, Grade, read_ease
from gongkai.law.script import (
    LIMITS,
    LISTS,
    THIRTY_SECONDS,
    THREE_MINUTES,
    Benefit,
    Box,
    FlowStep,
    Moment,
    Script,
    read_rows,
    read_script,
    sentences,
    sketch,
    written_rows,
)

DAYS = st.dates(date(2024, 1, 2), date(2025, 11, 30))
WHOLE = {part.value: "说明。" for part in NEEDED}
LOCAL = {LocalPart.MEANS: "本县照此执行", LocalPart.HANDLED_BY: "县民政局", LocalPart.PHONE: "0900-1234567"}

# -- duties ------------------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(-3, 20), st.integers(0, 20))
def test_a_duty_is_met_on_the_day_in_time_or_late_and_never_two_of_them(published: date, after: int, seen: int) -> None:
    calendar = national()
    term = due(published, calendar)
    met = published + timedelta(days=after)
    duty = Duty(published, term, met)
    state = duty.state(published + timedelta(days=seen))
    assert state in MET
    assert (state is DutyState.SAME_DAY) == (duty.lag(calendar) == 0 and met <= published)
    assert (state is DutyState.LATE) == (met > term.on)
    lag = duty.lag(calendar)
    assert lag is not None and (met > term.on or lag <= 3)


def test_80_the_interpretation_is_due_three_working_days_after_the_document() -> None:
    calendar = national()
    term = due(date(2025, 9, 26), calendar)
    assert term.on == date(2025, 9, 30), "Sunday 28 September 2025 was worked"
    waiting = Duty(date(2025, 9, 26), term)
    assert waiting.state(term.on) is DutyState.WAITING
    assert waiting.state(term.on + timedelta(days=1)) is DutyState.UNMET
    assert Duty(date(2025, 9, 26), term, exempt=True).state(date(2026, 1, 1)) is DutyState.EXEMPT


def test_a_rule_says_why_a_document_owes_and_names_its_source() -> None:
    usual = ExplainRule()
    assert usual.basis(DocumentKind.NORMATIVE) == "行政规范性文件须解读"
    assert usual.basis(DocumentKind.OTHER) == ""
    assert "涉及公众" in usual.basis(DocumentKind.OTHER, flagged=True)
    themed = ExplainRule(kinds=frozenset(), flagged=False, themes=frozenset({"民政"}), source="示政办〔2025〕9号")
    assert "民政" in themed.basis(DocumentKind.FORWARDED, theme="民政") and not themed.basis(DocumentKind.RULES)
    with pytest.raises(Unlawful, match="出处"):
        ExplainRule(source=" ")
    with pytest.raises(Unlawful, match="工作日"):
        ExplainRule(latest=31)
    with pytest.raises(Unlawful, match="不能重复"):
        ExplainRule(stages=(Stage.LEGAL, Stage.LEGAL))


# -- the package -------------------------------------------------------------------------------------------------------


@given(st.sets(st.sampled_from(NEEDED)), st.booleans(), st.booleans())
def test_a_package_lacks_exactly_what_was_left_out(left_out: set[Part], titled: bool, peopled: bool) -> None:
    parts = {name: text for name, text in WHOLE.items() if Part(name) not in left_out}
    facts = PackageFacts("解读" if titled else " ", [Form.TEXT], ["website"], "王小样" if peopled else "", parts)
    expected = {Gap(part.value) for part in left_out}
    expected |= set() if titled else {Gap.TITLE}
    expected |= set() if peopled else {Gap.PEOPLE}
    assert set(gaps(facts)) == expected
    if expected:
        with pytest.raises(Unlawful) as refusal:
            require_complete(gaps(facts))
        assert all(gap.label in str(refusal.value) for gap in expected)


@given(st.text(max_size=3), st.text(max_size=3), st.sets(st.sampled_from(list(LOCAL))))
def test_a_reprint_is_whole_only_with_its_source_its_licence_and_its_local_block(
    source: str, licence: str, told: set[LocalPart]
) -> None:
    facts = PackageFacts(
        *("转载", [Form.MEDIA], ["website"], "示例日报", {}),
        source=Source.REPRINT,
        reprinted_from=source,
        licence=licence,
        local={part.value: LOCAL[part] for part in told},
    )
    whole = bool(source.strip()) and bool(licence.strip()) and told == set(LOCAL)
    assert (gaps(facts) == ()) == whole


@given(st.lists(st.sampled_from(["wang", "li", "sun", "qian"]), max_size=6))
def test_nobody_reviews_material_twice_nor_their_own(order: list[str]) -> None:
    material = Material("wang", (Stage.HEAD, Stage.LEGAL, Stage.RELEASE))
    for by in order:
        try:
            material = material.passed(by, CHECKS)
        except Unlawful:
            continue
    people = [each.by for each in material.seen]
    assert len(set(people)) == len(people) and "wang" not in people
    assert [each.stage for each in material.seen] == list(material.stages[: len(people)])


def test_17_the_release_review_confirms_its_whole_list() -> None:
    material = Material("wang", (Stage.RELEASE,))
    with pytest.raises(Unlawful, match="未确认"):
        material.passed("sun", ["secret"])
    assert material.passed("sun", list(CHECKS)).next_stage is None


# -- one text, many views ----------------------------------------------------------------------------------------------

SENTENCES = st.lists(
    st.text("申请人可以到窗口办理救助金", min_size=1, max_size=30).map(lambda t: f"{t}。"), max_size=12
)


@st.composite
def texts(draw: st.DrawFn) -> Script:
    return Script(
        gist=draw(st.sampled_from(["", "困难群众可以申请临时救助。"])),
        points=tuple(draw(SENTENCES)),
        parts={part.value: "".join(draw(SENTENCES)) for part in draw(st.sets(st.sampled_from(Part)))},
        boxes={box.value: "".join(draw(SENTENCES)) for box in draw(st.sets(st.sampled_from(Box)))},
        timeline=tuple(Moment("10月1日", text) for text in draw(SENTENCES)),
        flow=tuple(FlowStep(text, where="窗口") for text in draw(SENTENCES)),
        benefits=tuple(Benefit("低保户", text, "500元") for text in draw(SENTENCES)),
    )


@given(texts(), st.sampled_from(list(LIMITS)))
def test_no_view_says_a_sentence_the_text_does_not_hold(text: Script, channel: ReleaseChannel) -> None:
    whole = text.full() + "".join(f"{each.when}：{each.what}" for each in text.timeline)
    for said in (text.thirty_seconds(), text.three_minutes()):
        assert all(sentence.rstrip("。") in whole for sentence in sentences(said))
    version = text.version_for(channel, "解读", "https://example.invalid/1")
    assert len(version) <= LIMITS[channel]
    said = version.removeprefix("【解读】").removesuffix("\n详见：https://example.invalid/1")
    assert all(sentence.rstrip("。") in whole for sentence in sentences(said))


def test_a_version_for_a_channel_keeps_its_limit_whatever_the_title() -> None:
    text = Script(gist="可以申请。")
    for title in ("解读", "解" * 200):
        version = text.version_for(ReleaseChannel.WEIBO, title, "https://example.invalid/" + "1" * 40)
        assert len(version) <= 140 and version.endswith("1")


@given(texts())
def test_the_short_versions_keep_their_time(text: Script) -> None:
    first = sentences(text.thirty_seconds())
    assert len(text.thirty_seconds()) <= THIRTY_SECONDS or len(first) == 1
    assert len(text.three_minutes()) <= THREE_MINUTES or len(sentences(text.three_minutes())) == 1


@given(texts())
def test_a_text_that_is_stored_is_the_text_that_is_read(text: Script) -> None:
    again = read_script(text.to_json())
    assert again.full() == text.full() and read_script(again.to_json()) == again
    assert (again.told_parts, again.told_boxes) == (text.told_parts, text.told_boxes)
    for name, kind in LISTS.items():
        assert read_rows(kind, written_rows(getattr(text, name)), name) == getattr(text, name)


def test_a_row_that_is_no_row_is_named_by_its_line() -> None:
    with pytest.raises(Unlawful, match="时间轴第2行应为“时间｜事项”") as refusal:
        read_rows(Moment, "10月1日｜施行\n没有分开的一行", "timeline")
    assert refusal.value.field == "timeline"
    assert read_rows(Moment, "10月1日|施行\n\n11月\t截止", "timeline")[1].when == "11月"


@pytest.mark.parametrize(
    "given", [[], {"verse": "x"}, {"points": "x"}, {"timeline": [{"when": "", "what": "x"}]}, {"parts": {"x": "y"}}]
)
def test_a_text_of_another_shape_is_refused(given: object) -> None:
    with pytest.raises(Unlawful):
        read_script(given)


def test_a_sketch_holds_sentences_of_the_document_and_no_others() -> None:
    text = "为做好临时救助工作，制定本办法。本办法适用于本县户籍居民。救助标准不低于500元。其他事项从其规定。"
    found = sketch(text)
    assert found[Part.BACKGROUND] == "为做好临时救助工作，制定本办法。"
    assert "500元" in found[Part.STANDARD] and "户籍" in found[Part.SCOPE]
    assert all(sentence in text for said in found.values() for sentence in sentences(said))


# -- readability -------------------------------------------------------------------------------------------------------


@given(st.text("困难群众可以申请救助，不收钱。！", max_size=200), st.sampled_from(OFFICIALESE))
def test_a_phrase_of_the_office_never_makes_a_text_easier(text: str, phrase: str) -> None:
    before, after = read_ease(text), read_ease(f"{text}{phrase}。")
    assert after.phrases.count(phrase) >= before.phrases.count(phrase) + 1
    assert 0 <= after.mark <= 100


def test_short_sentences_read_easily_and_one_long_one_does_not() -> None:
    assert read_ease("家里有困难的，可以申请。到村里交表。十天内答复。").grade is Grade.EASY
    hard = "为进一步贯彻落实有关规定切实压实主体责任着力健全长效机制强化协同联动予以统筹推进并严格落实属地管理要求"
    assert read_ease(hard).grade is Grade.HARD and read_ease(hard).long == 1
    assert read_ease("").mark == 0


# -- links and figures -------------------------------------------------------------------------------------------------


def test_the_check_finds_every_dead_end() -> None:
    def found(**given: object) -> set[Broken]:
        return {fault.broken for fault in faults(**{"public": True, "owes": False, "partners": [], **given})}  # type: ignore[arg-type]

    own, reprint = Partner("i1", None, alive=True), Partner("i2", None, alive=True, own=False)
    assert found(owes=True) == {Broken.NO_INTERPRETATION}
    assert found(owes=True, partners=[own]) == set()
    assert found(owes=True, partners=[reprint]) == {Broken.NO_INTERPRETATION}, "a reprint never counts as own"
    assert found(partners=[Partner("l1", LinkKind.NEWS, alive=False)]) == {Broken.PARTNER_GONE}
    assert found(partners=[Partner("l1", LinkKind.NEWS, alive=False, inside=False)]) == {Broken.ADDRESS_DEAD}
    assert found(public=False, partners=[own]) == {Broken.POLICY_GONE}
    assert found(partners=[Partner("l1", LinkKind.DRAFT, alive=True)]) == {Broken.DRAFT_WITHOUT_COMMENTS}
    assert found(partners=[Partner("l1", LinkKind.COMMENTS, alive=True)]) == {Broken.COMMENTS_WITHOUT_DRAFT}


@given(st.lists(st.tuples(st.sampled_from(DutyState), st.integers(0, 9)), max_size=30))
def test_what_is_due_is_met_waiting_or_unmet_and_nothing_else(rows: list[tuple[DutyState, int]]) -> None:
    counted = coverage(DutyFact("办公室", state, lag if state in MET else None) for state, lag in rows)
    assert counted.due == counted.met + counted.waiting + counted.unmet
    assert counted.due + counted.exempt + Counter(state for state, _ in rows)[DutyState.PREPARING] == len(rows)
    assert counted.share is None if counted.due == 0 else counted.share == counted.met / counted.due
    assert len(counted.lags) == counted.met


FACTS = st.builds(
    InterpretationFact,
    st.sampled_from(["社救股", "办公室"]),
    st.frozensets(st.sampled_from(Form), min_size=1),
    st.frozensets(st.sampled_from([channel.value for channel in ReleaseChannel])),
    st.sampled_from(Source),
    st.sampled_from(PolicyOrigin),
    st.sampled_from(AuthorRole),
)


@given(st.lists(FACTS, max_size=20))
def test_a_reprint_is_counted_as_an_article_and_never_as_own(facts: list[InterpretationFact]) -> None:
    counted = output(facts)
    assert counted.own == sum(fact.source is Source.OWN for fact in facts)
    assert counted.own + counted.reprints == counted.all == len(facts)
    for by in (counted.by_origin, counted.by_role, counted.by_section):
        assert sum(by.values()) == counted.all
    assert sum(counted.by_form.values()) >= counted.all
    assert counted.not_text <= counted.all
