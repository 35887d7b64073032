"""Post: letters to the people of a supplier about what was decided or asked; never a personal fact in them."""
