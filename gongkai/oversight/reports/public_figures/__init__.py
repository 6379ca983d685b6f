"""统计公开: what the house counts of an authority, for everybody to read, each number opening records that name nobody."""
