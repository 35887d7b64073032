"""Agreements: what supplier and buyer's side agreed about fulfilling an obligation, every version kept."""
