"""预警: issued and lifted, channel by channel."""
