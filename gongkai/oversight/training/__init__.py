"""培训: classes and coaching, exercises and what was missed, questions of colleagues, what is known, cards at the forms."""
