"""底层：谁在办、怎样留痕。Who acts, and the record of it."""
