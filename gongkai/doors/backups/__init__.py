"""备份: everything this installation would be missed without, kept sealed elsewhere and brought back."""
