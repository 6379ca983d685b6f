"""筛查测试的夹具: the house of the publication tests."""

from tests.publication.conftest import house, people

__all__ = ["house", "people"]
