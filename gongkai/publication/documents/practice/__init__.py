"""口径: what an authority has set for warnings and periods of comment."""
