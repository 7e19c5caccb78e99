"""How fast the kit is, as ratios of medians of one run, so that they carry over from machine to machine."""
