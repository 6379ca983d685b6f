"""内部通知的承接: a notice that is written or whose returns have not all come in."""

from __future__ import annotations

from gongkai.law.circulars import GUIDED, KIND
from gongkai.law.grammar.flow import Role
from gongkai.office.journal.succession import files
from gongkai.office.notices.circulars.models import Circular, CircularFile

HEIRS = (files(KIND, Role.HANDLER, basis=GUIDED, models=(Circular, CircularFile)),)
