"""台账用语: how the entries of this part read in the course of a file."""

from __future__ import annotations

from gongkai.office.journal.queries import Line

SEARCH, VOID_SEARCH, JOIN = "search_record", "void_search", "join_paper"
LABELS = {SEARCH: "检索记录", VOID_SEARCH: "作废检索记录", JOIN: "证据材料入卷"}
"""事项名称: of the acts outside the flow."""
_DETAILS = {"told": "", "paper": "", "name": "名称", "proves": "证明", "reason": "理由"}


def noted(line: Line) -> str:
    """内容: what the entry says, in words; empty for an entry of another part."""
    note = line.data.get("note")
    if line.act not in LABELS or not isinstance(note, dict):
        return ""
    said = [(label, note[name]) for name, label in _DETAILS.items() if note.get(name)]
    return "；".join(f"{label}：{text}" if label else str(text) for label, text in said)
