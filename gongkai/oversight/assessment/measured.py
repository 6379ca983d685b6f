"""计量: what an assessment counts of publication, of the matters citizens bring, and of inspections."""

from gongkai.oversight.assessment.measures.of_casework import complaints_true, late_letters, late_replies, overturned
from gongkai.oversight.assessment.measures.of_inspections import (
    findings_late,
    findings_ordinary,
    findings_serious,
    unread_notices,
)
from gongkai.oversight.assessment.measures.of_publication import (
    blank_items,
    label_errors,
    late_slots,
    leaks,
    missing_interpretation,
    padded_news,
    stale_items,
)

MEASURED = {
    each.__name__: each
    for each in (
        *(late_slots, blank_items, stale_items, padded_news, label_errors, missing_interpretation, leaks),
        *(late_replies, late_letters, overturned, complaints_true),
        *(findings_serious, findings_ordinary, findings_late, unread_notices),
    )
}
PAGES = {
    "slot": "catalogue:slot",
    "content": "disclosure:file",
    "document": "documents:file",
    "audit": "documents:finding",
    "application": "applications:file",
    "ticket": "engagement:ticket",
    "remedy": "remedies:file",
    "complaint": "remedies:complaint",
    "finding": "supervision:finding",
    "manual": "assessment:manual_point",
}
