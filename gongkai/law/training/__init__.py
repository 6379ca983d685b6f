"""培训的规定（条例第四十八条）: classes, questions to practise on, when a missed one comes again, cards at forms."""
