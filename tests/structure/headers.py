"""安全响应头: what every answer of the house carries, whatever it is: a page, a refusal, a redirect, a file, an error."""

from __future__ import annotations

from django.http.response import HttpResponseBase

from gongkai.web.middleware import HEADERS

FIXED = {**HEADERS, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
OF_ITS_OWN = {"X-Frame-Options", "Content-Security-Policy", "Cross-Origin-Resource-Policy"}
"""What an emblem, and the one page other sites may put into a frame, say for themselves: a policy that begins with nothing."""


def missing_headers(response: HttpResponseBase, path: str) -> list[str]:
    """Which of them are missing or otherwise than the house says; a policy of one's own may only be stricter."""
    policy = response.headers.get("Content-Security-Policy", "")
    own = policy != HEADERS["Content-Security-Policy"]
    wrong = [name for name, value in FIXED.items() if response.headers.get(name) != value]
    wrong = [name for name in wrong if not (own and name in OF_ITS_OWN)]
    if own and not policy.startswith("default-src 'none'; "):
        wrong.append("a policy of its own that allows more")
    if "script-src" in policy and "script-src 'self';" not in policy:
        wrong.append("scripts of others")
    if path.startswith("/desk/") and "no-store" not in response.headers.get("Cache-Control", ""):
        wrong.append("kept by the browser")
    return wrong
