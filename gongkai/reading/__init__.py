"""读表: published annual reports read and checked. carrier → rows → tables found by their labels → cells → findings."""
