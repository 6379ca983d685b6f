"""机构变动: what must move, where each goes, and the day it takes effect."""
