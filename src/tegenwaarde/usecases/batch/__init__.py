"""Batch: CSV in, CSV out, a piece at a time, through the same engine columns as everything else.

Lives here: reading text cells (`reading`, `cells`), writing amounts (`writing`), and one module per kind of file.
Knows: policy, engine, kernel. May never: know Django, a record or a person; turn an unreadable cell into an empty one.
"""
