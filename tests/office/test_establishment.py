"""机构人员入册: whatever is done to authorities and people is entered where it was done, and refused acts are not."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities import acts
from gongkai.office.journal import establishment
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.verify import verify
from tests.cast import Cast, official

DAY = date(2025, 9, 8)
LATER = date(2025, 10, 9)


def test_the_life_of_an_authority_is_its_own_chain(people: Cast) -> None:
    office = establishment.create_authority(
        "fuwu", "示例县服务中心", AuthorityKind.CENTRE, on=DAY, by=people.li, parent=people.county
    )
    establishment.rename(office, "示例县政务服务中心", on=LATER, by=people.li, basis="示编发〔2025〕3号")
    establishment.reclassify(office, AuthorityKind.DEPARTMENT, on=LATER, by=people.li)
    establishment.move(office, people.prefecture, on=LATER, by=people.li)
    clerk = official("every", "吴样稿", office)
    posting = establishment.post(clerk, office, "window", on=LATER, by=people.li, section="综合科")
    establishment.end_posting(posting, on=LATER, by=people.li)
    establishment.dissolve(office, on=date(2025, 12, 31), by=people.li, successor=people.bureau)
    entered = list(Entry.objects.of(office).order_by("seq").values_list("act", flat=True))
    assert entered == [
        *("create_authority", "rename", "reclassify", "move", "post", "end_posting", "dissolve"),
    ]
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_handover_is_entered_when_it_is_accepted(people: Cast) -> None:
    successor = official("qian", "钱样张", people.bureau)
    (posting,) = people.wang.postings.of(people.bureau)
    handover = acts.open_handover(posting, successor, on=DAY)
    acts.sign_handover(handover, on=DAY, by=people.wang)
    establishment.accept_handover(handover, on=LATER, by=successor)
    entry = Entry.objects.of(people.bureau).get()
    assert (entry.act, entry.by, entry.on) == ("accept_handover", successor, LATER)
    assert '"from":"wang"' in entry.data


def test_a_refused_act_enters_nothing(people: Cast) -> None:
    with pytest.raises(Unlawful):
        establishment.dissolve(people.county, on=DAY, by=people.li)
    assert not Entry.objects.everywhere().exists()
