"""Engine: facts and a book in, value and reasons out.

Lives here: obligation (B), placements and other fulfilments (C), pace (D1, D2), cost split (E), on columns of
integers, so that one row and a million rows run the same code. Knows: kernel, policy. May never: read files, the clock
or settings; know Django.
"""

ENGINE_VERSION = "1"
