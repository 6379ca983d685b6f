"""监督保障（条例第五章）: who checks, and what is reported."""
