"""Evidence of what was reported: seen by the buyer's side, uploaded as a copy where the region takes those, erased."""
