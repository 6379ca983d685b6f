"""依法行政建议: drawn from an application, sent to the unit that can mend what it showed, answered, verified."""
