"""Layout and one-line handlers: the only floor that knows ipywidgets.

Every widget is a `Panel`: it says in plain parts what it shows, and each button calls one of its
methods. All logic is Python and runs without a browser: `form.press("save", alias="portfolio
review")` does what a click on Save does.
"""
