"""The year's calendar as a spreadsheet: checked whole, shown, and taken over all at once; and given as a sheet."""
