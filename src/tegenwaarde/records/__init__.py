"""Records: what is kept, in one Django app with one migration chain.

Lives here: models, constraints that make half-truths impossible, append-only triggers, querysets that are vocabulary
(`.running_on(day)`), sealed facts. Knows: kernel. May never: compute value; import policy or engine. Models have no
`.objects`: rows come through the fence in `access`, and the bare manager is called `unfenced` so that it is seen.
"""
