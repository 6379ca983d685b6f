"""复议诉讼和举报投诉的承接."""

from __future__ import annotations

from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.casework.remedies.models import Remedy
from gongkai.law.complaints import HANDLING
from gongkai.law.complaints import KIND as COMPLAINT
from gongkai.law.grammar.flow import Role
from gongkai.law.remedies import KIND
from gongkai.office.journal.succession import files

HEIRS = (
    files(KIND, Role.HANDLER, models=(Remedy,)),
    files(COMPLAINT, Role.HANDLER, basis=HANDLING.basis, models=(Complaint,)),
)
