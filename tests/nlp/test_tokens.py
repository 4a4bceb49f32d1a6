import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp.tokens import PressTokenizer, token_spans

TOKENIZE = PressTokenizer(spacy.blank("xx").vocab)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'hôpital de Dax", ["l'", "hôpital", "de", "Dax"]),
        ("de LockBit-bende", ["de", "LockBit", "-", "bende"]),
        ("15.000€ (en Bitcoins)", ["15.000", "€", "(", "en", "Bitcoins", ")"]),
        ("30\u202f000 euros", ["30\u202f000", "euros"]),
        ("Xperthis's staff", ["Xperthis", "'s", "staff"]),
        ("8Base et 0xKestrel", ["8Base", "et", "0xKestrel"]),
        ("xperthis.be, hors ligne", ["xperthis.be", ",", "hors", "ligne"]),
    ],
)
def test_tokens_end_where_mentions_end(text, words):
    assert [text[start:end] for start, end in token_spans(text)] == words


@given(st.text(max_size=200))
def test_a_doc_has_the_text_to_the_last_character(text):
    assert TOKENIZE(text).text == text


@given(st.text(max_size=200))
def test_tokens_are_in_order_and_never_overlap(text):
    at = 0
    for start, end in token_spans(text):
        assert at <= start < end <= len(text)
        at = end
