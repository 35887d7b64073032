"""Tests about the pages of advice, branches and coverage."""
