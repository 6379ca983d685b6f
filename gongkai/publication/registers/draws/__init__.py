"""双随机: plans made public before their seed exists, draws anybody can repeat, results that become records."""
