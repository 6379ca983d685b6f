"""年报的大批: many reports kept sealed until a job has checked them; the page reads what was kept; after a week all is gone."""
