"""Reading: what faces show, shaped from rows that came through the fence. Changes nothing."""
