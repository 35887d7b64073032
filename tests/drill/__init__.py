"""Drills: a crowd at work on a real server, which is killed."""
