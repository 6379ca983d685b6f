"""台账载体: ledgers of any length read line by line, in memory that does not grow with them: Excel, CSV, saved pages.

``gongkai.papers.xlsx`` reads a table whole, as a report needs it; here nothing is ever held whole (docs/adr/0022).
"""
