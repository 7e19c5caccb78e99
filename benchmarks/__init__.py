"""How fast the kit is, as ratios of medians of one run, so that they carry over from machine to
machine.

Each also has a short form, `--short`, which runs with the tests: all of it at its smallest size,
and no bound judged.
"""
