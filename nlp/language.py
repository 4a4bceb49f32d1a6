"""In which language an article is written: French, Dutch, English, or another that is kept but not read."""

from __future__ import annotations

from functools import lru_cache

from langdetect import DetectorFactory, LangDetectException
from langdetect.detector_factory import PROFILES_DIRECTORY

from nlp.types import LANGUAGES

SAMPLE = 700  # characters looked at: langdetect is sure long before, and slow
SURE = 0.9  # from this probability on, another language is believed although the page says one of the three
TRIALS = 3  # draws of letters that are averaged; langdetect's own 7 find no other language for 4,062 annotated articles
SHORT = 120  # characters under which only the three languages are told apart: noise finds Afrikaans in a Dutch headline


@lru_cache(maxsize=1)
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = 0  # the detector draws lots; the same text must give the same answer
    return factory


def detect_language(title: str, text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code; `hint` is what the page says of itself. None: nothing to go by.

    >>> detect_language("Ransomware", "De gemeente betaalde het losgeld niet en herstelt zelf alle systemen.")
    'nl'
    """
    known = hint[:2].lower() if hint else None
    sample = _sample(title, text)
    if len(sample) < SHORT:
        return known if known in LANGUAGES else _most_likely(sample, only_ours=True)
    found = _probabilities(sample, only_ours=False)
    if not found:
        return known
    best, probability = max(found.items(), key=lambda each: each[1])
    if best in LANGUAGES:
        return best if known not in LANGUAGES or probability >= SURE else known
    if probability >= SURE:
        return best
    return known if known in LANGUAGES else _most_likely(sample, only_ours=True)


def _sample(title: str, text: str) -> str:
    """The title, the beginning and the middle: a long English quote is seldom in all three."""
    half = SAMPLE // 2
    if len(text) <= SAMPLE:
        return f"{title}\n{text}".strip()
    middle = len(text) // 2
    return f"{title}\n{text[:half]}\n{text[middle : middle + half]}".strip()


def _probabilities(sample: str, *, only_ours: bool) -> dict[str, float]:
    detector = _factory().create()
    detector.n_trial = TRIALS
    if only_ours:
        detector.set_prior_map({language: 1 / len(LANGUAGES) for language in LANGUAGES})
    detector.append(sample)
    try:
        return {each.lang: each.prob for each in detector.get_probabilities()}
    except LangDetectException:  # no letter in it
        return {}


def _most_likely(sample: str, *, only_ours: bool) -> str | None:
    found = _probabilities(sample, only_ours=only_ours)
    return max(found, key=lambda each: found[each]) if found else None
