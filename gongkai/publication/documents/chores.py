"""公文的差事: sweep the files no row names any more."""

from __future__ import annotations

from datetime import timedelta

from gongkai.office.notices.work import Chore
from gongkai.publication.documents.storage import sweep

CHORES = [Chore("清理无主文件", timedelta(hours=6), sweep)]
