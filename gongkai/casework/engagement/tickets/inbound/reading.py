"""读信: who writes, what about, and what they say. The text part is read, HTML as text; attachments are named and left aside."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from selectolax.lexbor import LexborHTMLParser

from gongkai.casework.engagement.tickets.inbound.mailbox import MOST_BYTES, Mail
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.ticket_rows import LONGEST_TEXT
from gongkai.papers.text import tidy

NO_SUBJECT = "（无标题）"
CUT = "（来信过长，以下从略，原信在邮箱里）"


def letter_in(mail: Mail) -> tuple[Letter, str]:
    """来信: the letter, and the mark by which the server's own number or the sender's names it once; never raises."""
    message = BytesParser(policy=policy.default).parsebytes(mail.raw)
    name, address = parseaddr(_header(message, "From"))
    text = _text(message)
    if attached := _attached(message):
        text += f"\n（另有附件：{'、'.join(attached)}）"
    if len(text) > LONGEST_TEXT or mail.size > MOST_BYTES:
        text = f"{text[: LONGEST_TEXT - len(CUT)]}{CUT}"
    title = tidy(_header(message, "Subject")).strip()[:60] or NO_SUBJECT
    letter = Letter(title, text.strip() or "（来信没有文字内容）", (name or address)[:40], email=address[:200])
    return letter, _header(message, "Message-ID") or f"uid {mail.uid}"


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, LookupError, IndexError, AttributeError):
        return ""


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, ValueError, KeyError):
        raw = body.get_payload(decode=True)
        content = raw.decode("gb18030", "replace") if isinstance(raw, bytes) else ""
    if body.get_content_type() == "text/html":
        content = LexborHTMLParser(content).text(separator="\n") if content.strip() else ""
    return "\n".join(tidy(line) for line in content.replace("\x00", "").splitlines())


def _attached(message: EmailMessage) -> list[str]:
    return [tidy(part.get_filename() or "未命名")[:60] for part in message.iter_attachments()][:20]
