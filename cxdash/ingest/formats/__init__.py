"""One module for each known export: its signature, its traps and its mapping."""
