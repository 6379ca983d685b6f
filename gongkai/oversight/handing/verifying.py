"""交接的核验."""

from gongkai.oversight.handing.packs.verifying import findings

__all__ = ["findings"]
