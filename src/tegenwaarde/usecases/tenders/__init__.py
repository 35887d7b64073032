"""Tenders: planned, changed, published, awarded or dropped, copied to the next year; and what they may bring."""
