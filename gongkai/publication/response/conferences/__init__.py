"""新闻发布会: announced, held, told."""
