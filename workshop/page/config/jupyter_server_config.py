"""How a kit serves its pages; what is set, and why, stands in workshop/page/settings.py."""

from workshop.page import settings

settings.apply(get_config())  # noqa: F821  (given by Jupyter)
