"""备岗演练: each quarter the deputies show that they can do it."""
