"""在线访谈: interviews, what was asked beforehand, what was said, and the transcript."""
