"""培训和问答的承接: classes still to be held, questions of who asked them, entries of knowledge due to be revised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.law.grammar.flow import Role
from gongkai.law.training import classes, help, knowledge
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import files
from gongkai.oversight.training.classes.models import TrainingClass
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge.models import KnowledgeEntry


def _asked(dossiers: Sequence[Dossier]) -> Mapping[int, int | None]:
    return dict(HelpThread.objects.everywhere().filter(dossier__in=dossiers).values_list("dossier", "asked_by"))


def _kept(dossiers: Sequence[Dossier]) -> Mapping[int, int | None]:
    return dict(KnowledgeEntry.objects.everywhere().filter(dossier__in=dossiers).values_list("dossier", "owner"))


HEIRS = (
    files(classes.KIND, Role.HANDLER, basis=classes.TRAINED, models=(TrainingClass,)),
    files(help.KIND, Role.HANDLER, named=_asked, models=(HelpThread,)),
    files(knowledge.KIND, Role.HANDLER, named=_kept, models=(KnowledgeEntry,)),
)
