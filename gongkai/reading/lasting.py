"""常值: a property that is worked out once, when it is first asked for, and then stands on the object itself.

``functools.cached_property`` takes a lock for it in Python 3.11, which for the hundreds of lines and rows of each report
costs more than what is worked out.
"""

from __future__ import annotations

from functools import cached_property
from typing import Self, TypeVar, overload

T = TypeVar("T")


class lasting(cached_property[T]):  # noqa: N801
    """常值: as ``functools.cached_property``, without a lock. Written in lower case as ``property`` is."""

    @overload
    def __get__(self, instance: None, owner: type[object] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[object] | None = None) -> T: ...
    def __get__(self, instance: object | None, owner: type[object] | None = None) -> Self | T:
        """The value, which is found on the object from the next time on."""
        if instance is None or self.attrname is None:
            return self
        value: T = self.func(instance)
        instance.__dict__[str(self.attrname)] = value
        return value
