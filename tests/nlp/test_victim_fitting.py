"""Learning where victims are and what they do."""

import shutil

from nlp.annotated import load_corpus
from nlp.countries import Countries
from nlp.places import Setting
from nlp.reader import BUNDLED
from nlp.sectors import Sectors
from nlp.victim_fitting import Fit, beginning, cases_of, fit_victims


def test_a_beginning_ends_with_a_sentence():
    article = load_corpus(development=True)[0]
    cuts = [beginning(article, length) for length in (0, 200)]
    assert len(article.title) < len(cuts[0]) < len(cuts[1]) < len(article.full_text)
    assert all(article.full_text.startswith(cut) and cut[-1] in ".!?" for cut in cuts)


def test_each_victim_is_told_in_the_forms_that_name_it():
    cases = cases_of(load_corpus(development=True)[:20])
    assert all(case.victim in case.text for case in cases)
    assert 0 < sum(case.is_whole for case in cases) < len(cases)
    assert all(mention.end <= len(case.text) for case in cases for mention in case.setting.mentions)


def test_a_few_articles_are_enough_to_learn_from(tmp_path, monkeypatch):
    monkeypatch.setattr("nlp.victim_fitting.TREES", Fit(rounds=10, rate=0.2))
    for name in ("places.json.gz", "sectors.json.gz"):
        shutil.copy(BUNDLED / "incident_claims" / name, tmp_path)
    fit_victims(load_corpus(development=False)[:120], tmp_path)
    text = "Hack\n\nDe Nederlandse gemeente Buren ligt plat."
    assert Countries.load(tmp_path).of("gemeente Buren", Setting(text, "nl", ())) is not None
    assert Sectors.load(tmp_path).of("gemeente Buren", text, "nl") in (None, "Government, Administration")
