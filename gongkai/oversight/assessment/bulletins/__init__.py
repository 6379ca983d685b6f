"""通报: a quarter told unit by unit from the records, signed by another person, issued inside or in public."""
