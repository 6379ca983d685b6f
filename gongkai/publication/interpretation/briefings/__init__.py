"""吹风会、宣讲: announced, held with who came, put right and called off by steps."""
