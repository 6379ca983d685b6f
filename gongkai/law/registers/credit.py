"""失信名单程序: a name is entered, its bearer told, repair asked for and decided, the name leaves the list and the public.

credit.state_of(["tell_listed", "ask_repair"])         where it stands
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Role, Transition
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

LISTING = Article("国办发〔2020〕49号", gist="失信主体名单的认定、告知、信用修复和移出应当依法依规")
DECIDING_REPAIR = Term(
    "信用修复申请的决定",
    15,
    Unit.WORKING_DAYS,
    "自受理修复申请之日起",
    LISTING,
    certainty=Certainty.RECALLED,
    note="市场监管领域十五个工作日；其他领域按其规定",
)
EXITING = Term(
    "准予修复后移出名单",
    3,
    Unit.WORKING_DAYS,
    "自准予修复之日起",
    LISTING,
    certainty=Certainty.RECALLED,
    note="市场监管领域三个工作日；其他领域按其规定",
)
TERMS = (DECIDING_REPAIR, EXITING)
"""信用修复期限表."""


class State(Word):
    """名单状态."""

    LISTED = "listed", "已列入"
    TOLD = "told", "已告知"
    ASKED = "asked", "修复待决定"
    REPAIRED = "repaired", "已修复待移出"
    LEFT = "left", "已移出"


class Act(Word):
    """名单环节."""

    TELL = "tell_listed", "告知列入"
    ASK = "ask_repair", "受理信用修复"
    GRANT = "grant_repair", "准予信用修复"
    REFUSE = "refuse_repair", "不予信用修复"
    EXIT = "exit_credit_list", "移出名单"


FLOW = Flow(
    "失信名单",
    State.LISTED,
    (
        Transition(State.LISTED, Act.TELL, State.TOLD, Role.HANDLER, LISTING),
        Transition(State.TOLD, Act.ASK, State.ASKED, Role.HANDLER, LISTING),
        Transition(State.ASKED, Act.GRANT, State.REPAIRED, Role.REVIEWER, LISTING),
        Transition(State.ASKED, Act.REFUSE, State.TOLD, Role.REVIEWER, LISTING),
        Transition(State.REPAIRED, Act.EXIT, State.LEFT, Role.PUBLISHER, LISTING),
        Transition(State.TOLD, Act.EXIT, State.LEFT, Role.PUBLISHER, LISTING),
    ),
)
"""失信名单程序: without repair a name leaves when its term of display has run out."""


def state_of(acts: Iterable[str]) -> State:
    """名单状态: after these acts in their order."""
    state: State = State.LISTED
    for act in acts:
        state = State(FLOW.after(state, Act(act)))
    return state


def due(state: State, since: date, calendar: Calendar) -> Reckoned | None:
    """到期日: of the decision asked for, or of the exit that was granted."""
    term = {State.ASKED: DECIDING_REPAIR, State.REPAIRED: EXITING}.get(state)
    return calendar.after(since, term.length) if term else None
