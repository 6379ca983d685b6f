"""陌生的年报: reports as sites and clerks elsewhere make them, none of which was looked at when the reader was written.

Every one is of our own invention: an invented place, figures made by rule, the markup of another system. A good half is
clean; the others hold exactly one contradiction that the text itself proves. ``python -m tests.published.strangers``.
"""
