"""台账用语: how the entries of this part read in the course of a file."""

from __future__ import annotations

BRING, HIDE, CONFIRM, DROP = "redaction_original", "redaction_made", "redaction_confirmed", "redaction_dropped"
LABELS = {BRING: "上传区分处理原件", HIDE: "隐去不予公开的内容", CONFIRM: "复核隐去结果", DROP: "停用区分处理件"}
"""事项名称: of the acts outside the flow."""
