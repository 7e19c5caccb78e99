"""Who was asked: asks of one organisation hang together, and luck moves them as one block."""

import pandas as pd

NAMES = ("organisation", "organization", "company", "firm")
"""Own fields of these names say who was asked, where the person chose no other."""


def organisation_field(asks: pd.DataFrame, chosen: str | None = None) -> str | None:
    """The column that says who was asked: the field that was chosen, else an own one named so; None: the alias does.

    >>> organisation_field(pd.DataFrame({"extra.Company": ["Acme"]}))
    'extra.Company'
    """
    wanted = [folded(chosen)] if chosen else [*NAMES]
    own = {folded(name.removeprefix("extra.")): name for name in asks.columns if name.startswith("extra.")}
    given = (own[name] for name in wanted if name in own and asks[own[name]].notna().any())
    return next(given, None)


def organisations(asks: pd.DataFrame, chosen: str | None = None) -> "pd.Series[str]":
    """The organisation of each ask, folded; None where nobody said who.

    >>> asks = pd.DataFrame({"number": [1, 2, 3], "alias": ["Acme ", "acme", "ask 3"]})
    >>> organisations(asks).tolist()
    ['acme', 'acme', None]
    """
    field, number = organisation_field(asks, chosen), asks["number"].astype(str)
    alias = asks["alias"].where(asks["alias"] != "ask " + number, None)  # by its number is an ask called without one
    told = alias if field is None else asks[field].where(asks[field].notna(), alias)
    names = [(folded(name) or None) if isinstance(name, str) else None for name in told]
    return pd.Series(names, asks.index, dtype=object)


def folded(text: str) -> str:
    """A name without what differs by typing alone.

    >>> folded("  ACME  Ltd")
    'acme ltd'
    """
    return " ".join(text.casefold().split())
