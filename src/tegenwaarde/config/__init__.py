"""Config: where the house is wired together.

Lives here: settings from the environment, the clock, addresses, middleware, the wiring of adapters to ports, the
console's entry. Knows: every room. May never: be imported by another room; hold a rule.
"""
