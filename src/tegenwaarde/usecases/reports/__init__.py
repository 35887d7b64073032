"""Reports: what a supplier says was done, from draft to the decision of the buyer's side."""
