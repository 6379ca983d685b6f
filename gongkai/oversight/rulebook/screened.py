"""已公开的: rules in force that the public reads."""

from __future__ import annotations

from gongkai.oversight.rulebook import queries
from gongkai.oversight.rulebook.models import RuleEdition
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def of_edition(row: RuleEdition) -> list[Part]:
    """制度."""
    return of_words(f"rule {row.rule_id}", {"制度名称": row.title, "制度正文": row.text})


SUBJECTS = [rows_of("rules", "公开制度", queries.public, of_edition)]
