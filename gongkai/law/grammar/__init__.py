"""规则的说法: how a rule is said. The five engines here know no subject."""
