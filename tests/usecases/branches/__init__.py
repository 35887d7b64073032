"""Tests about agreements with branches and notes on tenders."""
