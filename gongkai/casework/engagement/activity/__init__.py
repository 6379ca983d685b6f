"""互动统计: how many surveys, interviews and consultations there were, who took part, and what came of it."""
