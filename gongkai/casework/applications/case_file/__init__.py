"""案卷: a file bound into one indexed PDF, and packed with its originals for the reviewing body or the court."""
