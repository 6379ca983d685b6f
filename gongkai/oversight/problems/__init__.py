"""顽疾清单: what the reports of every year complain of, the page that takes away its cause, and a figure counted on the spot."""
