"""Adapters: the outside world behind the ports of the use-cases.

Lives here: post, award notices, the log of who saw personal facts. Knows: the ports it stands behind, and libraries.
May never: hold a rule.
"""
