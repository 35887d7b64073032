"""Tests about tenders and their calendar."""
