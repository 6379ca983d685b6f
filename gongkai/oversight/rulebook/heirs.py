"""制度的承接: a rule that is being made or approved."""

from __future__ import annotations

from gongkai.law.grammar.flow import Role
from gongkai.law.rules import KIND, RULED
from gongkai.office.journal.succession import files
from gongkai.oversight.rulebook.models import Rule

HEIRS = (files(KIND, Role.HANDLER, basis=RULED, models=(Rule,)),)
