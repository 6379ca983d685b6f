"""检查轮次: a monthly sample drawn by a recorded seed, a full round each quarter, what people saw, and the report of it."""
