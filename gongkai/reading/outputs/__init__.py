"""产物: what is made of a report that was read and checked: a marked page, a workbook of cells, Word comments, an overview."""
