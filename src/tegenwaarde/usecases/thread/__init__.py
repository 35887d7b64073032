"""The thread of a report: what both sides say about it, from question to answer."""
