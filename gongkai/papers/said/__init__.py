"""文件所说: what a file says, openly and where nobody looks, and a copy of it that says no more than it should.

Every carrier has one module that reads it and, beside it, one that writes its cleaned copy. All of them run in the guarded
process alone; ``asking`` is the side of whoever asks.
"""
