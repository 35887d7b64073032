"""Drills: rehearse what must not go wrong. A restore, a crowd at work at once, and a server that is killed at work."""
