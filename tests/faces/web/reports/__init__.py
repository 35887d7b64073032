"""Tests of the pages on which fulfilment is reported, reviewed and accounted for."""
