"""成文: the letter of an occasion, put together from what the law states, the application and the authority's own particulars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.casework.applications import letters
from gongkai.law import remedies
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind, EndCause
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.letters import Addressee, Occasion, Wording, sentence, slip, stated
from gongkai.office.authorities.models import Authority
from gongkai.papers.document import Letter, Paragraph, paragraphs

SLIP = "征求意见回执"
UNNAMED = {Addressee.THIRD_PARTY: "有关第三方", Addressee.AUTHORITY: "有关行政机关"}
HEIRS = "（或者其权利义务承受人）"
IDENTIFYING = (
    *("name", "identity_number", "representative", "contact_name", "phone", "address", "email"),
    *("agent_name", "agent_identity_number", "agent_phone"),
)
"""申请人的情况: what of the form tells who applied."""


def composed(
    occasion: Occasion,
    filled: Filled,
    authority: Authority,
    words: Wording,
    calendar: Calendar,
    *,
    registered: str,
    number: str,
    signed_on: date,
) -> Letter:
    """成文: the letter in these words; ``registered`` is the number of the file in the register of applications."""
    kind = occasion.kind
    sender = letters.sender(authority, signed_on)
    you = _called(occasion, filled)
    values = stated(occasion, calendar, you) | {
        "登记编号": registered,
        "查询方式": "办理情况可以凭登记编号和登记时取得的查询码，在本机关网站的“依申请公开”栏目查询。",
        "缴纳方式": _ways_to_pay(authority, registered),
        "救济告知": remedies.either(
            on=signed_on,
            reviewing_body=sender.reviewing_body,
            court=sender.court,
            against="上述公开决定" if kind.addressee is Addressee.THIRD_PARTY else "本机关不再处理的行为",
            received="本告知书",
        ),
    }
    if kind.addressee is Addressee.APPLICANT:
        values["申请内容"] = sentence(filled.wanted)
    else:
        _tells_nothing_of_the_applicant(values, occasion, filled)
    body = tuple(each for line in words.paragraphs for each in paragraphs(letters.fill(line, values)))
    return Letter(
        authority=sender.name,
        title=words.title,
        addressee=addressed(occasion, filled),
        body=body,
        made_on=signed_on,
        number=number,
        attachments=(SLIP,) if kind.slip else (),
        contact=sender.contact,
        slip=tuple(Paragraph(line) for line in slip(kind, number)) if kind.slip else (),
    )


def _called(occasion: Occasion, filled: Filled) -> str:
    """Who has died or was dissolved is named, not addressed."""
    if _gone(occasion):
        return filled.name
    return "您" if filled.applicant is ApplicantKind.PERSON else "你单位"


def _gone(occasion: Occasion) -> bool:
    """Whether the file ends because nobody is left to be answered."""
    return occasion.kind.key == "ended_otherwise" and occasion.step.details.get("cause") != EndCause.OTHER


def addressed(occasion: Occasion, filled: Filled) -> str:
    """受送达人: the applicant, or whoever was asked; of an applicant who died or was dissolved, the successors too."""
    if occasion.kind.addressee is Addressee.APPLICANT:
        return filled.addressee + (HEIRS if _gone(occasion) else "")
    details = occasion.asked.details if occasion.asked else {}
    given = str(details.get("addressee") or "").strip()
    return given or _of_the_platform(str(details.get("asked") or "")) or UNNAMED[occasion.kind.addressee]


def _of_the_platform(code: str) -> str:
    """An authority of the platform is asked at its own desk, and written to by its full name."""
    return next(iter(Authority.objects.filter(code=code).values_list("name", flat=True)), "") if code else ""


def _tells_nothing_of_the_applicant(values: Mapping[str, str], occasion: Occasion, filled: Filled) -> None:
    """Who is asked for an opinion does not learn who applied: neither a name nor a number gets into the letter."""
    personal = {filled.values.get(name, "").strip() for name in IDENTIFYING} - {""}
    for one in personal:
        if len(one) > 1 and any(one in text for text in values.values()):
            field = "despite" if one in values.get("公开理由", "") else "subject"
            reason = "写给对方的文书不得透露申请人的姓名（名称）、号码和住址，请改写所填的内容"
            raise Unlawful(reason, regulation(32), field=field)


def _ways_to_pay(authority: Authority, registered: str) -> str:
    profile = authority.profile
    if not profile.fee_account:
        place = f"（{profile.address}）" if profile.address else ""
        return f"请在办公时间持本通知书到本机关{place}办理缴费。"
    account = (
        f"收款户名：{profile.fee_payee or authority.name}，开户银行：{profile.fee_bank}，账号：{profile.fee_account}"
    )
    return f"{account}。缴款时请注明登记编号{registered}。"
