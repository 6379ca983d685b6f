"""公开的办理: of every public page what puts there what people typed, and of every such act how it is held to the gate.

A new public page belongs in ``PAGES``; the act that fills it calls the gate, or stands in ``BESIDE_THE_GATE`` with its reason,
which ADR 0040 tells as well.
"""

from __future__ import annotations

from collections.abc import Mapping

PAGES: Mapping[str, tuple[str, ...]] = {
    "casework.engagement.interviews.portal": (
        "casework.engagement.interviews.acts.act",
        "casework.engagement.interviews.acts.adopt",
        "casework.engagement.interviews.acts.say",
    ),
    "casework.engagement.surveys.portal": (
        "casework.engagement.surveys.acts.act",
        "casework.engagement.surveys.acts.show",
    ),
    "casework.engagement.tickets.portal": (
        "casework.engagement.tickets.publishing.publish",
        "casework.engagement.tickets.setting.save_mailbox",
    ),
    "casework.proposals.portal": ("casework.proposals.acts.act",),
    "casework.services.halls.portal": ("casework.services.halls.acts.add", "casework.services.halls.acts.post"),
    "casework.services.items.portal": (
        "casework.services.items.acts.act",
        "casework.services.items.acts.enter_items",
    ),
    "casework.services.packages.portal": (
        "casework.services.packages.acts.act",
        "casework.services.packages.acts.enter_packages",
    ),
    "casework.villages.boards.portal": (
        "casework.villages.boards.acts.post_notice",
        "casework.villages.boards.acts.prove_notice",
    ),
    "casework.villages.boards.screen": ("casework.villages.boards.acts.post_notice",),
    "casework.villages.groups.portal": (
        "casework.villages.groups.acts.open_group",
        "casework.villages.groups.acts.say_as_clerk",
        "casework.villages.groups.acts.show",
    ),
    "doors.portal.views": (
        "office.authorities.acts.edit_profile",
        "publication.catalogue.guides.issue_guide",
    ),
    "office.sites.portal": (
        "office.sites.acts.register_site",
        "office.sites.acts.edit_site",
        "office.sites.acts.end_site",
        "office.sites.acts.set_links",
        "office.sites.acts.set_emblem",
    ),
    "oversight.assessment.portal": (
        "oversight.assessment.bulletins.acts.act",
        "oversight.assessment.sheets.acts.open_results",
    ),
    "oversight.people.groups.portal": ("oversight.people.groups.acts.issue",),
    "oversight.rulebook.portal": ("oversight.rulebook.acts.act", "oversight.rulebook.acts.record"),
    "oversight.reports.portal": (
        "oversight.reports.acts.act",
        "oversight.reports.acts.correct",
        "oversight.reports.acts.import_published",
    ),
    "publication.catalogue.portal": (
        "publication.catalogue.acts.open_column",
        "publication.catalogue.acts.hatch_columns",
        "publication.catalogue.acts.rename_column",
        "publication.catalogue.acts.edit_column",
        "publication.catalogue.acts.waive_matter",
        "publication.catalogue.standards.unit_acts.approve",
        "publication.catalogue.standards.unit_acts.revise",
    ),
    "publication.disclosure.languages.portal": ("publication.disclosure.languages.acts.publish",),
    "publication.disclosure.libraries": (
        "publication.disclosure.acts.publish_document",
        "publication.disclosure.carriers.acts.issue_gazette",
    ),
    "publication.disclosure.portal": (
        "publication.disclosure.acts.publish_document",
        "publication.disclosure.acts.publish",
        "publication.disclosure.acts.publish_again",
        "publication.disclosure.acts.release",
        "publication.disclosure.acts.correct",
        "publication.disclosure.carriers.acts.distribute",
        "publication.disclosure.carriers.acts.prove",
        "publication.disclosure.ledger.acts.publish_on",
        "casework.proposals.disclosing.disclose",
    ),
    "publication.documents.decisions.portal": ("publication.documents.decisions.acts.act",),
    "publication.documents.meetings.portal": ("publication.documents.meetings.acts.publish",),
    "publication.documents.validity.portal": (
        "publication.documents.validity.acts.register",
        "publication.documents.validity.acts.register_many",
        "publication.documents.validity.acts.register_document",
        "publication.documents.validity.acts.mark",
        "publication.documents.validity.acts.correct",
    ),
    "publication.institution.portal": (
        "publication.institution.acts.enlist_leader",
        "publication.institution.acts.open_section",
        "publication.institution.acts.change_leader",
        "publication.institution.acts.change_section",
    ),
    "publication.interpretation.portal": (
        "publication.interpretation.acts.publish_together",
        "publication.interpretation.acts.explain",
        "publication.interpretation.linking.belongs",
        "publication.interpretation.linking.answer",
    ),
    "publication.registers.asking.portal": (
        "publication.registers.acts.publish",
        "publication.registers.acts.enter_many",
        "publication.registers.acts.correct",
        "publication.registers.chains.acts.answer",
    ),
    "publication.registers.chains.portal": ("publication.registers.chains.acts.answer",),
    "publication.registers.draws.portal": ("publication.registers.draws.acts.announce",),
    "publication.registers.lists.portal": ("publication.registers.lists.acts.act",),
    "publication.registers.opening.portal": ("publication.registers.opening.acts.set_terms",),
    "publication.response.conferences.portal": (
        "publication.response.conferences.acts.announce",
        "publication.response.conferences.acts.hold",
        "publication.response.conferences.acts.call_off",
    ),
    "publication.response.events.portal": ("publication.response.events.acts.act",),
    "publication.response.warnings.portal": ("publication.response.warnings.acts.prepare",),
}
"""公开页面由谁填: by the module of the views."""

SHOWING_NOTHING_NEW: Mapping[str, str] = {
    "casework.applications.applicant.portal": "own",
    "casework.applications.corrections.portal": "own",
    "casework.applications.drafts.portal": "own",
    "casework.applications.finding.portal": "public already",
    "casework.applications.opinions.portal": "own",
    "casework.applications.portal": "own",
    "casework.applications.redacting.portal": "own",
    "casework.engagement.topics.portal": "counts",
    "casework.proposals.portal_follow": "own",
    "casework.remedies.complaints.portal": "own",
    "casework.services.cases.portal": "own",
    "casework.services.online.portal": "own",
    "casework.villages.questions.portal": "own",
    "casework.villages.villagers.portal": "own",
    "doors.portal.hall": "public already",
    "doors.portal.suggestions": "public already",
    "doors.search.portal": "public already",
    "doors.watch.portal": "counts",
    "office.visits.portal": "counts",
    "oversight.reports.proofreading.portal": "own",
    "oversight.reports.public_figures.portal": "counts",
    "oversight.reports.series.portal": "counts",
    "publication.disclosure.ledger.portal": "public already",
    "publication.disclosure.open_data": "public already",
}
"""不增加公开内容的页面: what somebody brought themselves, what other pages show already, and counts."""

BESIDE_THE_GATE: Mapping[str, str] = {
    "casework.services.items.acts.enter_items": "整段历史成批带入",
    "casework.services.packages.acts.enter_packages": "整段历史成批带入",
    "casework.villages.boards.acts.prove_notice": "照片",
    "office.authorities.acts.edit_profile": "机关信息",
    "office.sites.acts.edit_site": "网站信息",
    "office.sites.acts.end_site": "网站信息",
    "office.sites.acts.register_site": "网站信息",
    "office.sites.acts.set_emblem": "网站信息",
    "office.sites.acts.set_links": "网站信息",
    "oversight.reports.acts.import_published": "往年年报",
    "publication.catalogue.acts.hatch_columns": "国家标准目录",
    "publication.disclosure.ledger.acts.publish_on": "往年台账",
    "publication.registers.acts.enter_many": "登记记录",
    "publication.registers.acts.publish": "登记记录",
}
"""不过公开前筛查的: each with the words by which ADR 0040 says why."""
