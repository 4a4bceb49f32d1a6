from datetime import UTC, datetime

from storage.ledger import CrawlRecord, Validators, find_validators, record_crawl, save_validators, source_states


def test_the_state_of_a_source_counts_failures_since_the_last_success(store):
    days = [datetime(2024, 3, day, tzinfo=UTC) for day in (1, 2, 3)]
    record_crawl(store, CrawlRecord("zataz", days[0], 2.5, requests=9, new=4))
    record_crawl(store, CrawlRecord("zataz", days[1], 1.0, reason="no network"))
    record_crawl(store, CrawlRecord("zataz", days[2], 1.0, reason="no network"))
    (state,) = source_states(store)
    assert (state.crawls, state.failures, state.last_success, state.last_crawl) == (3, 2, days[0], days[2])
    assert state.last == CrawlRecord("zataz", days[2], 1.0, reason="no network")


def test_validators_are_those_of_the_last_answer(store):
    assert find_validators(store, "https://a.example/feed") == Validators()
    save_validators(store, "https://a.example/feed", Validators(etag="1"))
    save_validators(store, "https://a.example/feed", Validators(etag="2"))
    assert find_validators(store, "https://a.example/feed") == Validators(etag="2")
