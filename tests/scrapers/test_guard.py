"""Addresses that lead inside, in all the forms that a connection would take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.guard import Guard, ip_address, is_public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://0x7f.0.0.1/",
        "http://2130706433/",
        "http://0/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://a.localhost/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://metadata.google.internal/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1%25eth0]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://news.example:22/",
        "file:///etc/passwd",
        "ftp://news.example/",
        "javascript:alert(1)",
        "http:///path",
        "http://news.example:99999/",
    ],
)
def test_no_request_leads_inside(url):
    assert Guard().objection(url) is not None


@pytest.mark.parametrize(
    "url", ["https://www.zataz.com/feed/", "http://8.8.8.8/", "https://news.example:8443/", "http://[2606:4700::1111]/"]
)
def test_requests_to_the_public_web_pass(url):
    assert Guard().objection(url) is None


def test_only_what_is_named_exactly_is_allowed():
    guard = Guard(["127.0.0.1:8000", "press.internal"])
    assert guard.objection("http://127.0.0.1:8000/") is None
    assert guard.objection("http://press.internal:1234/") is None
    assert guard.objection("http://127.0.0.1:8001/")
    assert guard.objection("http://127.0.0.2:8000/")


@given(st.integers(0, 2**24 - 1))
def test_every_loopback_address_is_known_as_one_number_too(host):
    number = (127 << 24) + host
    assert ip_address(str(number)) == ip_address(hex(number))
    found = ip_address(str(number))
    assert found is not None
    assert not is_public(found)


@given(st.text())
def test_no_text_at_all_brings_the_guard_down(text):
    Guard().objection(text)
    Guard().objection(f"http://{text}/")
