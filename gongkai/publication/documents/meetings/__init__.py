"""会议: meetings, their agenda, and what of it was told."""
