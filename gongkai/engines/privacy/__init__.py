"""个人信息: what in a text or a table names, reaches or finds a person, and the one way each kind is covered.

``find`` and ``find_in`` know numbers, by their checksums and the words beside them. ``look`` and ``look_in`` are for what is
about to be published: they also see disguised and damaged numbers, numbers covered by another rule, and what the words around
them tell of a person: names beside numbers, days of birth, minors, health; in a table they judge columns as a whole. Nothing
found keeps the number itself, only where it stands and how it looks when covered. A person decides.
"""

from gongkai.engines.privacy.finding import covered, find, find_in
from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.looking import look, look_in
from gongkai.engines.privacy.masking import mask

__all__ = ["Certainty", "Found", "Kind", "covered", "find", "find_in", "look", "look_in", "mask"]
