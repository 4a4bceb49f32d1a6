"""Country and sector of the corpus' victims."""

import pytest

from nlp.annotated import CORPUS, CorpusError, load_corpus, read_articles
from nlp.annotated_victims import load_victims


def test_the_facts_are_of_incidents_of_the_corpus():
    unread = [article for file in sorted((CORPUS / "next").glob("*.jsonl")) for article in read_articles(file)]
    articles = [*load_corpus(development=True), *load_corpus(development=False), *unread]
    named = {((one.id, at), each.victim) for one in articles for at, each in enumerate(one.incidents)}
    facts = load_victims()
    assert {(key, each.victim) for key, each in facts.items()} <= named
    assert len(facts) >= 4870


@pytest.mark.parametrize("row", ["fr-2014-001\tx\tVerdier\tFR\ttext\tFood", "fr-2014-001\t0\tVerdier"])
def test_a_broken_line_is_named(tmp_path, row):
    path = tmp_path / "victims.tsv"
    path.write_text(f"article\tincident\tvictim\tcountry\thow\tsectors\n{row}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"victims.tsv, line 2 is no victim's"):
        load_victims(path)
