"""Access: the one place for "may I" and "which rows".

Lives here: the actor, the keys (action × role, one table), the fence (rows an actor sees, from the buyer's side and
from the supplier's side, never from a third). Knows: records. May never: be bypassed; hold a rule of policy.
"""
