"""内部问答: colleagues of a place ask and answer; what helped is kept as knowledge."""
