"""HTML: whatever was typed comes back as the same text, as its own text node, and nothing of it
is rendered.
"""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import html
from workshop.text import clean

PAYLOADS = [
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}}",
    "{% for x in y %}",
    r"$\frac{1}{0}$",
    "javascript:alert(1)",
    "<!-- -->",
    "&lt;b&gt;",
    "]]>",
    "\u202egnirts\u202c",
    "שלום 🎉 日本",
    "=cmd()",
]


class Reader(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.attributes, self.text = [], {}, []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data):
        self.text.append(data)


def plain(markup):
    return "".join(Reader(markup).text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_the_text_and_only_the_text(payload):
    typed = clean(payload)
    makers = (html.words, html.heading, html.note)
    allowed = {"p", "h2", "small"}
    for make in makers:
        assert plain(make(typed)) == typed
        assert set(Reader(make(typed)).tags) <= allowed
    assert "\u202e" not in html.words(typed)


@given(st.text())
def test_any_text_comes_back(text):
    assert plain(html.words(text.replace("\r", ""))) == text.replace("\r", "").replace(
        "\x00", "\x00"
    )


def test_pieces_go_into_a_page_unescaped_and_text_does_not():
    page = html.page("A & B", html.heading("C < D"), html.words("one", "two"), "<i>typed</i>")
    read = Reader(page)
    assert page.startswith("<!doctype html>")
    assert read.tags.count("p") == 2
    assert "i" not in read.tags
    assert "A & B" in read.text
    assert "C < D" in read.text
    assert "<i>typed</i>" in "".join(read.text)
    assert "script" not in read.tags
    assert "http" not in page.replace("http-equiv", "")
