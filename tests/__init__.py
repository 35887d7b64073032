"""Tests, one folder a room, and `house/` for what holds everywhere."""
