"""三到位: lit by who serves on a day; dark ones wait for a name or a reason."""
