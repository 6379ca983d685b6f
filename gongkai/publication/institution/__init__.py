"""机构和领导: who leads an authority and what each is in charge of, and what its sections do (条例第二十条第二项)."""
