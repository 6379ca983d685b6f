"""月报和年度报告的承接."""

from __future__ import annotations

from gongkai.law.annual_report.procedure import KIND
from gongkai.law.authorities import REPORT_OF_DEPARTMENTS
from gongkai.law.grammar.flow import Role
from gongkai.law.monthly import returns
from gongkai.office.journal.succession import files
from gongkai.oversight.reports.models import MonthlyReturn, Report

HEIRS = (
    files(KIND, Role.HANDLER, basis=REPORT_OF_DEPARTMENTS, models=(Report,)),
    files(returns.KIND, Role.HANDLER, basis=returns.RETURNING, models=(MonthlyReturn,)),
)
