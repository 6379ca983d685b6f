"""取数: the figure of every problem whose room exists. A new one is one function and one line of ``FIGURES`` of its chapter."""

from collections.abc import Mapping

from gongkai.oversight.problems.asking import Figure
from gongkai.oversight.problems.figures import contents, explaining, people, reporting, sources

FIGURES: Mapping[str, Figure] = {
    **people.FIGURES,
    **sources.FIGURES,
    **contents.FIGURES,
    **explaining.FIGURES,
    **reporting.FIGURES,
}
"""在用的取数: by the number of the problem; a problem without one is not shown."""
