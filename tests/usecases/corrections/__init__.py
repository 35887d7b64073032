"""Tests of changes of what was approved."""
