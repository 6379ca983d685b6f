"""决策预公开查询: where a draft stands, what is owed, the opinions under the key of its dossier, and the figures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, Min, Q

from gongkai.engines import similar
from gongkai.law.decision_drafts import KIND, OpinionAnswer, Standing, State, masked_commenter, masked_contact
from gongkai.law.documents import Attribute, DocumentKind
from gongkai.law.documents import State as DocumentState
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.publication.documents.models import DecisionDraft, Document, PublicOpinion

SHOWN = (State.OPEN, State.ENDED, State.ANSWERED, State.DECIDED, State.RETRACTED)
"""公众可见的状态: from the opening on. One that was given up after its result keeps its page too."""
OWED = (DocumentKind.RULES, DocumentKind.NORMATIVE)
"""应预公开的公文: what is opened to comment before it is decided."""


def standing(draft: DecisionDraft) -> Standing:
    """预公开情况: replayed from the journal."""
    return as_draft(journal.standing(draft.dossier))


def as_draft(found: object) -> Standing:
    """预公开情况: the standing of a dossier of this kind in its own type."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def drafts(authority: Authority) -> OwnedQuerySet[DecisionDraft]:
    """全部草案: of an authority, the newest first."""
    rows = DecisionDraft.objects.of(authority).select_related("dossier__authority", "document__dossier")
    return rows.filter(dossier__kind=KIND).order_by("-dossier__opened_on", "-pk")


def public(authority: Authority) -> OwnedQuerySet[DecisionDraft]:
    """公众可见的草案: those that have been opened."""
    return drafts(authority).filter(opened_on__isnull=False).order_by("-opened_on", "-pk")


def final(draft: DecisionDraft) -> Document | None:
    """形成的文件: the document made of a draft, once the public may read it."""
    made = draft.document
    return made if made is not None and made.dossier.state == DocumentState.PUBLISHED else None


def overdue(authority: Authority, on: date) -> OwnedQuerySet[DecisionDraft]:
    """逾期未公开的草案: planned for a day that is over, and not opened yet."""
    return drafts(authority).filter(dossier__state=State.PLANNED, dossier__due_on__lt=on)


def unopened(authority: Authority) -> OwnedQuerySet[Document]:
    """应预公开而未预公开: rules and normative documents under way or made, that no draft was ever opened or exempted for."""
    opened = Q(decision_drafts__opened_on__isnull=False) | Q(decision_drafts__dossier__state=State.EXEMPT)
    rows = Document.objects.of(authority).filter(kind__in=OWED).exclude(dossier__state=DocumentState.ABANDONED)
    told = Document.objects.of(authority).filter(opened).values("pk")
    rows = rows.exclude(pk__in=told).exclude(attribute__in=[Attribute.WITHHELD])
    return rows.select_related("dossier__authority").order_by("-dossier__opened_on", "-pk")


# -- opinions --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Opened:
    """意见: as it was sent, for who handles it; lists show it with name and contact masked."""

    row: PublicOpinion
    name: str
    contact: str
    text: str
    copies: int = 1
    waiting: int = 0

    @property
    def masked_name(self) -> str:
        """脱敏姓名."""
        return masked_commenter(self.name) or "未留姓名"

    @property
    def masked_contact(self) -> str:
        """脱敏联系方式."""
        return masked_contact(self.contact)


def opinions(draft: DecisionDraft) -> OwnedQuerySet[PublicOpinion]:
    """公众意见: on one draft, in the order they came."""
    rows = PublicOpinion.objects.of(draft.authority).filter(draft=draft)
    return rows.select_related("draft__dossier", "answered_by").order_by("received_on", "pk")


def mark_of(draft: DecisionDraft, text: str) -> str:
    """相同意见标记: alike for the same words on one draft, whatever stands between them; nobody reads the words from it."""
    return vault.blind(*told_of(draft.pk, text))


def told_of(draft: int, text: str) -> tuple[str, str]:
    """相同意见标记所据: the field and the text that the mark is an index of."""
    return "opinion text", f"{draft} {similar.core(text)}"


def copies(opinion: PublicOpinion) -> OwnedQuerySet[PublicOpinion]:
    """相同的意见: the others on the same draft that say the same."""
    rows = opinions(opinion.draft).exclude(pk=opinion.pk)
    return rows.filter(same=opinion.same) if opinion.same else rows.none()


def folded(draft: DecisionDraft) -> OwnedQuerySet[PublicOpinion]:
    """归并的意见: of those that say the same the first stands for all."""
    firsts = PublicOpinion.objects.of(draft.authority).filter(draft=draft).exclude(same="").order_by()
    kept = firsts.values("same").annotate(first=Min("pk")).values("first")
    return opinions(draft).filter(Q(same="") | Q(pk__in=kept))


def with_copies(draft: DecisionDraft, rows: Sequence[PublicOpinion]) -> list[Opened]:
    """打开归并的意见: each with how many say the same, and how many of these wait for an answer."""
    marks = [row.same for row in rows if row.same]
    counted = PublicOpinion.objects.of(draft.authority).filter(draft=draft, same__in=marks).order_by()
    grouped = counted.values_list("same").annotate(many=Count("pk"), waiting=Count("pk", filter=Q(answer="")))
    known = {same: (many, waiting) for same, many, waiting in grouped}
    found = []
    for each in opened(draft, list(rows)):
        many, waiting = known.get(each.row.same, (1, int(not each.row.answer)))
        found.append(replace(each, copies=many, waiting=waiting))
    return found


def opened(draft: DecisionDraft, rows: list[PublicOpinion]) -> list[Opened]:
    """打开意见: some opinions of a draft, its key fetched once; after shredding nothing of them can be read."""
    secrets = vault.secrets_of_many([draft.dossier]).get(draft.dossier_id)
    gone = {"name": "", "contact": "", "text": "（已销毁）"}
    return [
        Opened(row, **(json.loads(secrets.unseal("opinion", row.personal)) if secrets and row.personal else gone))
        for row in rows
    ]


def altered(draft: DecisionDraft) -> list[PublicOpinion]:
    """被改动的意见: those whose words are no longer what their entry has the fingerprint of."""
    notes = {
        note.data["opinion"]: note.data["fingerprint"] for note in journal.notes(draft.authority, "receive_opinion")
    }
    return [
        each.row
        for each in opened(draft, list(opinions(draft)))
        if notes.get(each.row.pk) not in vault.fingerprints(draft.dossier, written(each.name, each.contact, each.text))
    ]


def written(name: str, contact: str, text: str) -> dict[str, str]:
    """意见原文: the row that is sealed and fingerprinted."""
    return {"name": name, "contact": contact, "text": text}


def unanswered(draft: DecisionDraft) -> int:
    """未写明采纳情况: how many opinions nobody has answered yet."""
    return opinions(draft).filter(answer="").count()


def answers(draft: DecisionDraft) -> Mapping[OpinionAnswer, int]:
    """采纳情况: how many opinions fell under each answer."""
    counted = Counter(opinions(draft).exclude(answer="").values_list("answer", flat=True))
    return {answer: counted[answer.value] for answer in OpinionAnswer}


@dataclass(frozen=True)
class Gist:
    """意见摘要: what was said, by how many, and what became of it and why; nothing personal."""

    text: str
    answer: OpinionAnswer
    reason: str
    count: int


def gists(draft: DecisionDraft) -> list[Gist]:
    """意见采纳情况表: the public table, alike opinions taken together."""
    rows = opinions(draft).exclude(answer="").order_by()
    grouped = rows.values_list("gist", "answer", "reason").annotate(n=Count("pk"), first=F("gist"))
    told = [Gist(gist, OpinionAnswer(answer), reason, n) for gist, answer, reason, n, _ in grouped]
    order = list(OpinionAnswer)
    return sorted(told, key=lambda each: (order.index(each.answer), -each.count, each.text))


# -- figures ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """预公开统计: of the decisions of a year, how many were to be opened beforehand, and how many were."""

    due: int
    opened: int
    exempt: int
    opinions: int
    adopted: int

    @property
    def share(self) -> float | None:
        """预公开率: opened among those due; None where none was."""
        return self.opened / self.due if self.due else None


def figures(authority: Authority, year: int) -> Figures:
    """预公开统计: drafts planned in a year, and documents of the year that should have had one and had none."""
    mine = drafts(authority).filter(dossier__opened_on__year=year)
    opened_, exempt = mine.filter(opened_on__isnull=False).count(), mine.filter(dossier__state=State.EXEMPT).count()
    missed = unopened(authority).filter(dossier__opened_on__year=year, decision_drafts=None).count()
    waiting = mine.filter(opened_on=None, dossier__state=State.PLANNED).count()
    came = PublicOpinion.objects.of(authority).filter(draft__in=mine.values("pk"))
    adopted = came.filter(answer__in=[OpinionAnswer.ADOPTED, OpinionAnswer.PARTLY]).count()
    return Figures(opened_ + waiting + missed, opened_, exempt, came.count(), adopted)
