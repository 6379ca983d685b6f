"""读表: from lines to the cells of the statutory tables.

rows → strips of figures → rows of the form, found by their labels → cells; what a page broke is mended where sums prove it.
"""
