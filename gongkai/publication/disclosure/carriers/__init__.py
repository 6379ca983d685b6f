"""线下载体: the gazette, reading points, printed matter and boards of the room of disclosure."""
