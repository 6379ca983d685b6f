"""内部通知: what an office tells the units and people beneath it, who has read it, what they answered, who was chased."""
