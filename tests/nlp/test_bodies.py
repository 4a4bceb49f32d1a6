"""A bare place and the word beside it that says which body of it is meant."""

import pytest

from nlp.bodies import with_body
from nlp.features import TokenTable
from nlp.tokens import token_spans


@pytest.mark.parametrize(
    ("language", "text", "name", "whole"),
    [
        ("en", "The Valcombe hospital, with 240 beds", "Valcombe", "Valcombe hospital"),
        ("en", "at the Kindougou regional hospital have", "Kindougou", "Kindougou regional hospital"),
        ("en", "The municipality of Ehnerange said", "Ehnerange", "municipality of Ehnerange"),
        ("en", "Hackers hit Maasbroek university", "Maasbroek", "Maasbroek university"),
        ("en", "The hospital in Valcombe said", "Valcombe", "Valcombe"),
        ("en", "Valcombe officials closed the hospital", "Valcombe", "Valcombe"),
        (
            "en",
            "Acme Foods of Lincoln Park Road hospital",
            "Acme Foods of Lincoln Park Road",
            "Acme Foods of Lincoln Park Road",
        ),
        ("fr", "L'école secondaire de Vielsart est fermée", "Vielsart", "école secondaire de Vielsart"),
        (
            "fr",
            "le conseil départemental d'Indre-et-Loire a",
            "Indre-et-Loire",
            "conseil départemental d'Indre-et-Loire",
        ),
        ("fr", "un rapport départemental d'Indre-et-Loire a", "Indre-et-Loire", "Indre-et-Loire"),
        ("fr", "L’hôpital d’Arles", "Arles", "hôpital d’Arles"),
        ("fr", "le directeur d'Arles", "Arles", "Arles"),
        ("nl", "de gemeente Buren", "Buren", "gemeente Buren"),
        ("nl", "het ziekenhuis Klina", "Klina", "Klina"),
        ("nl", "het ziekenhuis van Gorredam", "Gorredam", "ziekenhuis van Gorredam"),
        ("nl", "de stad. Buren", "Buren", "Buren"),
    ],
)
def test_a_place_takes_the_word_that_says_which_body(language, text, name, whole):
    spans = token_spans(text)
    words = [text[start:end] for start, end in spans]
    sentence = [sum(word == "." for word in words[:at]) for at in range(len(words))]
    table = TokenTable(words, [s for s, _ in spans], [e for _, e in spans], [], sentence, [], language)
    table.lower = [word.lower().replace("’", "'") for word in words]
    start = text.index(name)
    first = table.starts.index(start)
    last = table.ends.index(start + len(name)) + 1
    wider, end = with_body(table, first, last)
    assert text[table.starts[wider] : table.ends[end - 1]] == whole
