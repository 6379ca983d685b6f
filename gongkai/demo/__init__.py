"""示例数据: five places as their published reports tell them, living through the acts of the house."""
