import pytest

from nlp.names import are_linked, group_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assistance publique – Hôpitaux de Paris", "AP-HP"),
        ("Rijksinstituut voor Volksgezondheid en Milieu", "RIVM"),
        ("Schneider Electric", "Schneider"),
        ("centre hospitalier d'Oloron", "Centre Hospitalier d’Oloron"),
        ("Xperthis", "xperthis.be"),
        ("OCMW Hoogveerle", "OCMW van Hoogveerle"),
    ],
)
def test_forms_of_one_name_are_linked(one, other):
    assert are_linked(one, other)
    assert are_linked(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ville de Lille", "Ville de Liège"), ("LockBit", "BlackCat"), ("NHS", "FBI"), ("Acer", "Asteelflash")],
)
def test_names_of_different_things_are_not_linked(one, other):
    assert not are_linked(one, other)


def test_a_short_form_joins_through_the_long_one():
    names = ["AP-HP", "hôpital de Dax", "Assistance publique – Hôpitaux de Paris", "Assistance publique"]
    assert group_names(names) == [[0, 2, 3], [1]]
