"""法: what a clerk could decide with the file, a wall calendar and the statute. Standard library only."""
