"""Tests about coverage: where social return was asked."""
