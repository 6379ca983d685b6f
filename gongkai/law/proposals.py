"""建议提案（代表法、国办发〔2014〕46号）: what deputies and members bring, routed, handed over, answered, opened, kept.

One file is one motion, suggestion or proposal. The office of the government leads it, units handle it: who leads replies and
publishes (谁主办、谁答复、谁公开). The clock starts at the hand-over and is reckoned in months. What a past year handled without
this platform is recorded with the dates that are known, and counts on time only where they prove it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.proposal_effects import EFFECTS
from gongkai.law.proposal_flow import FLOW, HANDS, KIND, Act, Hand, State
from gongkai.law.proposal_standing import ProposalFile
from gongkai.law.proposal_terms import HANDLED, ProposalKind

__all__ = ["FLOW", "HANDS", "KIND", "PRIVATE", "PROPOSAL", "Act", "Hand", "Standing", "State", "open_proposal"]


@dataclass(frozen=True)
class Standing(ProposalFile):
    """建议提案情况: the file, and how it goes on."""

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, HANDLED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on")
        moved = EFFECTS[act](self, step, calendar)
        return replace(moved, state=State(FLOW.after(self.state, act)), last_on=step.on)


def open_proposal(step: Step, calendar: Calendar) -> Standing:
    """登记建议提案: the first step.

    Details: ``kind``, ``session`` (its name), ``number`` (as the congress or the conference gave it), ``title``,
    ``proposers``, and for a motion ``as_suggestion`` where the congress turned it into one (转作建议办理).
    """
    if FLOW.act(Act, step.act, HANDLED) is not Act.RECEIVE:
        raise Unlawful("案卷应从登记建议提案开始", HANDLED)
    kind = step.word(ProposalKind, "kind", "建议提案种类", HANDLED)
    for name, title in (("session", "届次"), ("number", "编号"), ("title", "标题"), ("proposers", "提出人")):
        step.text(name, title)
    turned = bool(step.details.get("as_suggestion"))
    if turned and kind is not ProposalKind.MOTION:
        raise Unlawful(f"只有议案可以转作建议办理，本件是{kind.label}", HANDLED, field="as_suggestion")
    return Standing(kind, turned, State.RECEIVED, received_on=step.on, last_on=step.on)


PRIVATE = frozenset({"title", "proposers", "said", "asked", "opinion", "reason", "text", "section", "note"})
"""隐私明细: who proposed, what was said between the parties, and whatever is told in one's own words."""
PROPOSAL = Procedure(KIND, "建议提案", open_proposal, lambda _: FLOW, PRIVATE)
"""建议提案案类: how the journal opens and reads a file."""
