"""模拟的一年: many units with careless clerks, run day by day; what an injector plants must be found by the nightly inspection.

The town, its clerks and the truth of what is wrong (``town``, ``clerks``, ``truths``, ``injector``) know nothing of the
inspector: a test sees to it that they import nothing of it. Only ``year`` knows both, and ``judging`` compares.
"""
