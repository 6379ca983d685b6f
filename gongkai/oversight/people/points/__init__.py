"""单点风险: what rests on one person, and what breaks when they go."""
