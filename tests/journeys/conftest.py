"""旅程的夹具: the browser."""

from tests.browser import browser

__all__ = ["browser"]
