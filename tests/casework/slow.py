"""慢算: one application as somebody would follow it with the statute on one side and a wall calendar on the other.

Written from the articles and not from our code: it knows nothing of ``law.clock``, ``law.applications`` or ``Flow``, and counts
every term day by day. What it borrows is which days are worked, and which outcomes there are with what their letters must say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gongkai.law.outcomes import Version, outcome

DAY = timedelta(days=1)
REVISED = date(2019, 5, 15)
FEES = date(2021, 1, 1)
ON_ARRIVAL = {"in_person", "oral", "registered_post"}
WAITING = {"awaiting_clarification", "awaiting_reasons", "awaiting_payment"}
HANDLED = {"handling", *WAITING}
MAY_2019: Mapping[str, set[str]] = {
    "unconfirmed": {"confirm", "withdraw", "terminate"},
    "handling": {
        *("ask_clarification", "consult", "serve_consultation", "answer_consultation", "extend", "ask_reasons"),
        *("defer", "notify_fee", "draft", "reply", "withdraw", "terminate"),
    },
    "awaiting_clarification": {
        *("clarify", "lapse", "serve_consultation", "answer_consultation", "withdraw", "terminate"),
    },
    "awaiting_reasons": {
        *("give_reasons", "draft", "reply", "serve_consultation", "answer_consultation", "withdraw", "terminate"),
    },
    "awaiting_payment": {"pay", "lapse", "serve_consultation", "answer_consultation", "withdraw", "terminate"},
    "replied": {"serve"},
    "closed": {"archive"},
    "archived": set(),
}
MAY_2007: Mapping[str, set[str]] = {
    "handling": {
        *("consult", "serve_consultation", "answer_consultation", "extend", "draft", "reply", "withdraw", "terminate"),
    },
    "replied": {"serve"},
    "closed": {"archive"},
    "archived": set(),
}
LEADS_TO = {
    "confirm": "handling",
    "ask_clarification": "awaiting_clarification",
    "clarify": "handling",
    "ask_reasons": "awaiting_reasons",
    "give_reasons": "handling",
    "notify_fee": "awaiting_payment",
    "pay": "handling",
    "reply": "replied",
    "serve": "closed",
    "withdraw": "closed",
    "terminate": "closed",
    "lapse": "closed",
    "archive": "archived",
}
"""Where an act leads; all others leave the file where it is."""


@dataclass
class Asked:
    """An opinion asked for."""

    of: str
    sent: date
    served: date | None = None
    answered: date | None = None


@dataclass
class Slow:
    """One file. ``works`` says of a day whether the authority works on it."""

    works: Callable[[date], bool]
    channel: str
    submitted: date
    applicant: str = "person"
    state: str = "handling"
    received: date | None = None
    starts: date | None = None
    last: date = date.min
    extension: int = 0
    deferred: date | None = None
    asked: list[Asked] = field(default_factory=list)
    owed_by: date | None = None
    drafted: str | None = None
    taken: list[str] = field(default_factory=list)
    outcome: str = ""
    closed: date | None = None

    def __post_init__(self) -> None:
        self.last = self.submitted
        self.taken.append("submit")
        if self.submitted < REVISED or self.channel in ON_ARRIVAL:
            self.received = self.starts = self.submitted
        else:
            self.state = "unconfirmed"

    # -- counting

    @property
    def old(self) -> bool:
        """Whether the Regulation of 2007 is the one to go by: it is the day of receipt that decides."""
        return (self.received or self.submitted) < REVISED

    def after(self, day: date, working_days: int) -> date:
        """The last of so many working days, the first of which is after ``day``."""
        while working_days:
            day += DAY
            working_days -= self.works(day)
        return day

    def silent_from(self, one: Asked) -> date | None:
        """The last of fifteen working days for an opinion; the old Regulation gave no number."""
        return None if self.old else self.after(one.served or one.sent, 15)

    def stops(self, one: Asked) -> bool:
        """Whether the time of this opinion is not counted: of third parties always, of authorities since the revision."""
        return one.of == "third_party" or not self.old

    def out(self, one: Asked, day: date) -> bool:
        """Whether a day is taken out because of this opinion."""
        ends = [end for end in (one.answered, self.silent_from(one)) if end]
        return self.stops(one) and one.sent < day and (not ends or day <= min(ends))

    def due(self) -> date | None:
        """The day something is owed: by the applicant if asked, or else by us; None while nobody can say."""
        if self.closed:
            return None
        if self.owed_by:
            return self.owed_by
        if self.starts is None:
            return None
        if self.deferred:
            return self.deferred
        left, day = (15 if self.old else 20) + self.extension, self.starts
        while left:
            day += DAY
            out = [one for one in self.asked if self.out(one, day)]
            if any(one.answered is None and self.silent_from(one) is None for one in out):
                return None
            left -= self.works(day) and not out
        return day

    # -- what may be done

    def lawful(self, act: str, on: date, details: Mapping[str, Any], today: date) -> bool:
        """Whether the act may be taken on this day with these details."""
        if act not in (MAY_2007 if self.old else MAY_2019)[self.state] or on > today:
            return False
        if on < self.last and act not in {"serve_consultation", "answer_consultation"}:
            return False
        check = getattr(self, f"_may_{act}", None)
        return check is None or bool(check(on, details, today))

    def _in_time(self, on: date) -> bool:
        due = self.due()
        return due is None or on <= due

    def _may_ask_clarification(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        assert self.received
        once, early = "ask_clarification" not in self.taken, on <= self.after(self.received, 7)
        return once and early and _said(details, "points") and _within(details, "days", 1, 60)

    def _may_lapse(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        return self.owed_by is not None and on > self.owed_by

    def _may_pay(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        return self.owed_by is not None and on <= self.owed_by

    def _may_consult(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        return details.get("of") in {"third_party", "authority"} and _said(details, "subject")

    def _one(self, details: Mapping[str, Any]) -> Asked | None:
        key = details.get("consultation", "")
        return self.asked[int(key) - 1] if key.isdecimal() and 0 < int(key) <= len(self.asked) else None

    def _may_serve_consultation(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        one = self._one(details)
        return one is not None and one.served is None and one.answered is None and on >= one.sent

    def _may_answer_consultation(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        one = self._one(details)
        known = details.get("opinion") in {"consent", "object", "none_needed"}
        return one is not None and known and one.answered is None and on >= (one.served or one.sent)

    def _may_extend(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        once = "extend" not in self.taken and self.deferred is None
        told = _said(details, "reason") and _within(details, "days", 1, 15 if self.old else 20)
        return once and told and self._in_time(on)

    def _may_ask_reasons(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        told = _said(details, "facts") and _within(details, "days", 1, 60)
        return "ask_reasons" not in self.taken and told and self._in_time(on)

    def _may_defer(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        until = _day(details, "until")
        given = "give_reasons" in self.taken and self.deferred is None and self._in_time(on)
        if not given or until is None or not _said(details, "reason"):
            return False
        return (self.due() or on) < until <= _a_year_after(on)

    def _may_notify_fee(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        received, pages = _day(details, "received_on"), details.get("quantity")
        told = received is not None and on <= received <= today
        charged = details.get("measure") == "by_page" and isinstance(pages, int) and pages > 30
        return on >= FEES and "notify_fee" not in self.taken and told and charged and self._in_time(on)

    def _may_draft(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        if self.state == "awaiting_reasons" and (
            self.owed_by is None or on <= self.owed_by or details["outcome"] != "excessive"
        ):
            return False
        if details["outcome"] in {"repeated", "not_held"}:  # neither an earlier answer nor a search is on record here
            return False
        leaf = outcome(details["outcome"])
        version = Version.R2007 if self.old else Version.R2019
        whole = all(str(details["elements"].get(each.value, "")).strip() for each in leaf.elements)
        return leaf.is_reply and version in leaf.articles and whole and set(leaf.after) <= set(self.taken)

    def _may_reply(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        if self.state == "awaiting_reasons" and (self.owed_by is None or on <= self.owed_by):
            return False
        return self.drafted is not None and not any(self._awaited(one, on) for one in self.asked)

    def _awaited(self, one: Asked, on: date) -> bool:
        if one.answered or (self.old and not self.stops(one)):
            return False
        if self.old or one.served is None:
            return True
        return on <= self.after(one.served, 15)

    def _may_serve(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        by = details.get("method")
        return _said(details, "proof") and (by == "direct" or (by == "post" and not details.get("courier")))

    def _may_withdraw(self, on: date, details: Mapping[str, Any], today: date) -> bool:
        return _said(details, "reason")

    _may_terminate = _may_withdraw

    # -- what it changes

    def take(self, act: str, on: date, details: Mapping[str, Any]) -> None:
        """The file after a lawful act."""
        match act:
            case "confirm":
                self.received = self.starts = on
            case "clarify" | "give_reasons" | "pay":
                self._anew(on)
                self.drafted = None if act == "clarify" else self.drafted
            case "ask_clarification" | "ask_reasons":
                self.owed_by = self.after(on, details["days"])
            case "notify_fee":
                self.owed_by = self.after(date.fromisoformat(details["received_on"]), 20)
            case "consult":
                self.asked.append(Asked(details["of"], on))
            case "serve_consultation" | "answer_consultation":
                one = self._one(details)
                assert one
                setattr(one, "served" if act == "serve_consultation" else "answered", on)
            case "extend":
                self.extension = details["days"]
            case "defer":
                self.deferred = date.fromisoformat(details["until"])
            case "draft":
                self.drafted = details["outcome"]
            case "reply" if self.state == "awaiting_reasons":
                assert self.owed_by
                self._anew(self.owed_by)
            case "serve":
                self._end(on, self.drafted or "")
            case "withdraw":
                self._end(on, "withdrawn")
            case "terminate":
                self._end(on, "ended_otherwise")
            case "lapse":
                self._end(on, "fee_unpaid" if self.state == "awaiting_payment" else "not_clarified")
        self.state = LEADS_TO.get(act, self.state)
        self.last = max(self.last, on)
        self.taken.append(act)

    def _anew(self, on: date) -> None:
        self.starts, self.owed_by, self.extension, self.deferred = on, None, 0, None

    def _end(self, on: date, how: str) -> None:
        self.closed, self.outcome, self.owed_by = on, how, None


def _said(details: Mapping[str, Any], name: str) -> bool:
    return bool(str(details.get(name) or "").strip())


def _within(details: Mapping[str, Any], name: str, least: int, most: int) -> bool:
    number = details.get(name)
    return isinstance(number, int) and least <= number <= most


def _day(details: Mapping[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(details.get(name, ""))
    except ValueError:
        return None


def _a_year_after(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28) if leap else day.replace(year=day.year + 1)
