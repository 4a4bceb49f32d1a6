from storage.copies import first_printing

AGENCY = (
    "LIEGE (Agency) - Hackers of the group Rex Mundi ask 15,000 euros from the software firm Xperthis, whose servers "
    "they entered on Sunday night. The firm, which makes programs for hospitals, says that no patient's data were "
    "taken. It will not pay, its director said on Tuesday, and has gone to the police. The group gave it until Friday."
)
OTHER = (
    "Rex Mundi is back. After a lull of several months the blackmailers have named Xperthis as their latest victim, "
    "and they want 15,000 euros by Friday. A spokesman of the firm would say only that there had been an intrusion. "
    "Security researchers know the group from at least six earlier cases, among them a chain of pizza shops."
)


def test_copies_are_known_by_their_text_whatever_was_edited():
    edited = AGENCY.replace("LIEGE (Agency)", "From our newsroom").replace("on Tuesday", "this morning")
    cut = AGENCY.rpartition(". ")[0] + ". Read more in our magazine, which appears every week."
    texts = {"a": AGENCY, "b": OTHER, "c": edited, "d": cut, "e": AGENCY.upper()}
    assert first_printing(texts) == {"a": "a", "b": "b", "c": "a", "d": "a", "e": "a"}


def test_short_texts_are_never_copies():
    assert first_printing({1: "Subscribe to read on.", 2: "Subscribe to read on."}) == {1: 1, 2: 2}


def test_the_same_accents_and_spaces_do_not_matter():
    assert first_printing({1: AGENCY, 2: AGENCY.replace(" ", "\n").replace("e", "é")}) == {1: 1, 2: 1}
