"""练习: short exercises on sample cases, what each person answered and missed, and errors refused at forms."""
