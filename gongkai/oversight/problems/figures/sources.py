"""公文源头的取数: labels, leaks, returns, sections."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.problems import number, share
from gongkai.oversight.problems.asking import Asked, Counted, Figure, page
from gongkai.oversight.rulebook import queries as rulebook
from gongkai.publication.catalogue.standards import queries as standards
from gongkai.publication.documents import queries as documents
from gongkai.publication.documents.audits import queries as audits
from gongkai.publication.gate import queries as gate


def labelled(asked: Asked) -> Counted:
    """标注率: of the documents that got a number."""
    rows = documents.documents(asked.authority).filter(**asked.within("made_on")).exclude(number="")
    measured = share(rows.exclude(attribute="").count(), rows.count())
    return Counted(measured, page("documents:figures", query=f"year={asked.year}"))


def wrongly_labelled(asked: Asked) -> Counted:
    """标注差错率: of the labels the audits of the year looked at."""
    rows = audits.of_year(asked.authority, asked.year).filter(audit__drawn_on__lte=asked.on)
    rates = audits.rates(rows).values()
    measured = share(sum(each.wrong for each in rates), sum(each.looked_at for each in rates))
    return Counted(measured, page("documents:audits"))


def leaked(asked: Asked) -> Counted | None:
    """公开后发现的: public already, and nobody has decided yet."""
    if not asked.only_now:
        return None
    return Counted(number(gate.waiting(asked.authority).filter(published=True).count()), page("gate:waiting"))


def returned(asked: Asked) -> Counted:
    """退文率: of the documents drafted."""
    rows = documents.documents(asked.authority).filter(**asked.within("dossier__opened_on"))
    measured = share(rows.filter(returned__gt=0).count(), rows.count())
    return Counted(measured, page("documents:figures", query=f"year={asked.year}"))


def without_section(asked: Asked) -> Counted:
    """没有责任科室的条目: of the unit's catalogue in force."""
    rows = standards.items(asked.authority, asked.on)
    return Counted(number(rows.filter(section="").count()), page("catalogue:responsibility"))


def missing_rules(asked: Asked) -> Counted:
    """缺少的制度: on the day, compared with what is needed."""
    return Counted(number(len(rulebook.gap_table(asked.authority, asked.on).missing)), page("rulebook:gaps"))


FIGURES: Mapping[str, Figure] = {
    "P08": labelled,
    "P09": wrongly_labelled,
    "P10": leaked,
    "P11": returned,
    "P12": missing_rules,
    "P13": without_section,
}
