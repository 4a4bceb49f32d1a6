"""How articles are dealt into folds."""

from collections import Counter

from nlp.annotated import load_corpus
from nlp.fitting import FOLDS, fold_of


def test_short_articles_of_one_attack_are_in_one_fold():
    """Each fold is read by models of the others: a victim's name that they have seen would make them too sure."""
    assert fold_of("fr-short-012-1") == fold_of("nl-short-012-3")
    assert len({fold_of(f"fr-short-{attack:03}-1") for attack in range(20)}) == FOLDS
    assert len({fold_of(f"fr-2014-{number:03}") for number in range(20)}) == FOLDS


def test_the_folds_are_of_one_size():
    sizes = Counter(fold_of(article.id) for article in load_corpus(development=False))
    assert len(sizes) == FOLDS
    assert max(sizes.values()) < 1.25 * min(sizes.values())
