"""热点话题和诉求分析: what letters and calls ask for, gathered into topics, compared by theme, place, unit and month."""
