from nlp.features import TokenTable
from nlp.tagger import cut_tags, tag_tokens, tagged_runs
from nlp.tokens import token_spans
from nlp.types import Mention


def table_of(text):
    spans = token_spans(text)
    words = [text[start:end] for start, end in spans]
    count = len(words)
    return TokenTable(
        words, [s for s, _ in spans], [e for _, e in spans], [False] * count, [0] * count, [0] * count, "fr"
    )


def test_mentions_become_one_tag_a_token():
    text = "Rex Mundi réclame 15.000€ à Xperthis"
    mentions = [
        Mention(28, 36, "VICTIM", "Xperthis"),
        Mention(0, 9, "ACTOR", "Rex Mundi"),
        Mention(18, 25, "RANSOM", "15.000€"),
    ]
    tags = tag_tokens(table_of(text), mentions)
    assert tags == ["B-ACTOR", "I-ACTOR", "O", "B-RANSOM", "I-RANSOM", "O", "B-VICTIM"]
    assert cut_tags(tags) == ["B-NAME", "I-NAME", "O", "B-SUM", "I-SUM", "O", "B-NAME"]


def test_two_mentions_side_by_side_stay_two():
    assert tagged_runs(["B-ORG", "B-ORG", "I-ORG", "I-PER", "O"]) == [(0, 1, "ORG"), (1, 3, "ORG"), (3, 4, "PER")]
