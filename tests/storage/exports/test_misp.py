import json

import pytest
from pymisp import MISPEvent

from tests.storage.exports.whole import render


@pytest.fixture
def events(incidents):
    loaded = []
    for given in json.loads(render("misp", incidents))["response"]:
        event = MISPEvent()
        event.load(given)
        loaded.append(event)
    return loaded


def values(event, name):
    return [(a.object_relation, a.value) for o in event.objects if o.name == name for a in o.attributes]


def test_the_objects_are_what_misp_knows_by_these_names(events):
    for each in (o for event in events for o in event.objects):
        assert each._known_template  # the UUID and version of the template that pymisp ships
        assert each._validate()
        template = each._definition["attributes"]
        assert {a.object_relation: a.type for a in each.attributes} == {
            a.object_relation: template[a.object_relation]["misp-attribute"] for a in each.attributes
        }


def test_types_and_categories_go_together(events):
    allowed = MISPEvent().describe_types["category_type_mappings"]
    attributes = [a for event in events for o in event.objects for a in o.attributes]
    assert [a for a in attributes if a.type not in allowed[a.category]] == []


def test_an_event_has_the_galaxies_tags(events):
    assert {tag.name for tag in events[0].tags} >= {
        'misp-galaxy:ransomware="Akira"',
        'misp-galaxy:target-information="France"',
        'misp-galaxy:sector="Health"',
    }


def test_the_negotiation_has_the_sums(events):
    assert values(events[0], "ransom-negotiation")[:4] == [
        ("initial_ransom", "1500000"),
        ("final_ransom", "750000"),
        ("currency", "USD"),
        ("value_EUR", "693609.54"),
    ]


def test_each_article_is_a_report(events):
    links = [value for relation, value in values(events[1], "report") if relation == "link"]
    assert links == ["https://a.example/xperthis", "https://b.example/xperthis"]


def test_a_victim_that_is_named_by_its_domain_has_it(events):
    assert ("domain", "stad.example.be") in values(events[2], "victim")


def test_nothing_is_published_or_shared_by_loading_it(events):
    assert {(event.published, event.distribution) for event in events} == {(False, 0)}
