"""Tests of reviewing: the queue, the warnings, and deciding about several at once."""
