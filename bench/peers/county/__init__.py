"""同行的县: the pages of a county as a Wagtail site has them. Runs with Wagtail's Python, never with ours."""
