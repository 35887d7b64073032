"""Use-cases: one verb a module. Actor in, `today` in, one transaction, a record or a named refusal out.

Lives here: the verbs, the ports they need (`ports`, as protocols), what faces show (`reading`), the batch
calculations (`batch`). Knows: access, records, engine, policy, kernel. May never: import a face or an adapter.
"""
