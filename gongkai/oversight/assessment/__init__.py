"""考核: one scheme on all units for a period; every point opens its records, may be appealed against, is found again later."""
