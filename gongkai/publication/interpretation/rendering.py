"""解读成页: one structured text as accessible HTML and as drawings; every word comes from the text, and is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from gongkai.law.interpretation import LocalPart
from gongkai.law.script import FlowStep, Script

_GAP = 44
_LINE = 20
_PER_LINE = 9


def local_items(local: Mapping[str, str]) -> list[tuple[str, str]]:
    """本地说明各项: those that say something, in their order."""
    return [(part.label, text) for part in LocalPart if (text := str(local.get(part.value, "")).strip())]


def local_text(local: Mapping[str, str]) -> str:
    """本地说明文字."""
    return "\n".join(f"{label}：{text}" for label, text in local_items(local))


def body(text: Script, local: Mapping[str, str]) -> Markup:
    """解读正文: the whole text as plain, headed HTML for the content's own page; the rich views are made when it is read."""
    return Markup("\n").join(_body(text, local))


def _body(text: Script, local: Mapping[str, str]) -> Iterator[Markup]:
    if text.gist:
        yield Markup("<p><strong>{}</strong></p>").format(text.gist)
    if text.points:
        yield _list("ul", text.points)
    if told := local_items(local):
        yield _headed("本地说明", _pairs(told))
    if text.told_boxes:
        yield _headed("一看就懂", _pairs([(box.label, said) for box, said in text.told_boxes]))
    for part, said in text.told_parts:
        yield _headed(part.label, _paragraphs(said))
    if text.timeline:
        yield _headed("时间轴", _list("ol", [f"{each.when}　{each.what}" for each in text.timeline]))
    if text.flow:
        yield _headed("办理流程", _list("ol", [flow_line(step) for step in text.flow]))
    if text.benefits:
        yield _headed("谁得什么", benefits_table(text))
    if text.questions:
        yield _headed("问与答", _pairs([(each.question, each.answer) for each in text.questions]))
    if text.keywords:
        yield _headed("关键词", _pairs([(each.word, each.meaning) for each in text.keywords]))


def flow_line(step: FlowStep) -> str:
    """步骤文字: one step in words, as the drawing shows it."""
    return "，".join(filter(None, (step.name, step.detail, step.where and f"在{step.where}")))


def benefits_table(text: Script) -> Markup:
    """谁得什么: a table with its caption and headers."""
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(each) for each in ("对象", "给什么", "标准", "条件")
    )
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>').format(
            row.who, row.what, row.amount, row.condition
        )
        for row in text.benefits
    )
    return Markup("<table><caption>谁得什么</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        heads, rows
    )


def _headed(title: str, inner: Markup) -> Markup:
    return Markup("<h2>{}</h2>\n{}").format(title, inner)


def _paragraphs(text: str) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in text.splitlines() if line.strip())


def _list(tag: str, lines: Sequence[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), items)  # noqa: S704 (one of two tags of ours)


def _pairs(pairs: Sequence[tuple[str, str]]) -> Markup:
    items = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in pairs)
    return Markup("<dl>{}</dl>").format(items)


# -- drawings ----------------------------------------------------------------------------------------------------------


def wrapped(text: str, per_line: int = _PER_LINE, most: int = 3) -> list[str]:
    """折行: a text in lines of so many characters; what does not fit ends in an ellipsis."""
    lines = [text[place : place + per_line] for place in range(0, len(text), per_line)] or [""]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def flow_drawing(steps: Sequence[FlowStep]) -> Markup:
    """流程图: numbered boxes from top to bottom; its title and description say the same in words."""
    height = len(steps) * (_LINE * 3 + 20) + max(0, len(steps) - 1) * (_GAP // 2)
    told = "；".join(f"第{place}步，{flow_line(step)}" for place, step in enumerate(steps, start=1))
    inner = Markup("").join(_flow_box(place, step, place + 1 < len(steps)) for place, step in enumerate(steps))
    return Markup(
        '<svg class="drawing" viewBox="0 0 520 {}" width="520" role="img" aria-label="办理流程图">'
        "<title>办理流程图</title><desc>{}</desc>{}</svg>"
    ).format(height + 4, told, inner)


def _flow_box(place: int, step: FlowStep, more: bool) -> Markup:
    tall = _LINE * 3 + 20
    top = 2 + place * (tall + _GAP // 2)
    lines = [*wrapped(step.name, 26, 1), *wrapped("，".join(filter(None, (step.detail, step.where))), 28, 2)]
    shown = [line for line in lines if line]
    first = top + tall // 2 + 6 - (len(shown) - 1) * _LINE // 2
    words = Markup("").join(
        Markup('<text x="72" y="{}" class="{}">{}</text>').format(
            first + number * _LINE, "drawing-name" if number == 0 else "drawing-note", line
        )
        for number, line in enumerate(shown)
    )
    arrow = (
        Markup('<path class="drawing-arrow" d="M260 {} v{} m-6 -7 l6 7 l6 -7"/>').format(top + tall, _GAP // 2 - 1)
        if more
        else Markup("")
    )
    return Markup(
        '<rect class="drawing-box" x="2" y="{}" width="516" height="{}" rx="8"/>'
        '<circle class="drawing-number" cx="36" cy="{}" r="18"/><text x="36" y="{}" class="drawing-figure">{}</text>{}{}'
    ).format(top, tall, top + tall // 2, top + tall // 2 + 6, place + 1, words, arrow)
