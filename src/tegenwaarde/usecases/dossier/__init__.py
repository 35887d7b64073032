"""The dossier's own papers: documents, contacts and notes; the buyer's side keeps them."""
