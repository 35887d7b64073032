"""Faces: what people and machines see.

Lives here: `web` (pages), `cli` (commands). Each makes one call to a use-case, then translates. Knows: use-cases and
everything below. May never: compute; look at another face; take an adapter itself.
"""
