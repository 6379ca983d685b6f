"""年度报告（条例第四十九、五十条）: the report's sections, tables and balances in every edition, and how they are counted."""

from gongkai.law.annual_report.counting import Counted, count
from gongkai.law.annual_report.editions import EDITIONS, edition
from gongkai.law.annual_report.facts import ApplicationFact, RemedyFact, RemedyScope
from gongkai.law.annual_report.report import Edition, Section

__all__ = [
    "EDITIONS",
    "ApplicationFact",
    "Counted",
    "Edition",
    "RemedyFact",
    "RemedyScope",
    "Section",
    "count",
    "edition",
]
