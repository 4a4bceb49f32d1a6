import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ransomwire.alerting.watchlists import (
    AlertsError,
    Mail,
    Program,
    Watch,
    WatchLists,
    Webhook,
    load_watch_lists,
)

WHOLE = """
[[watch]]
name = "hospitals"
send = ["soc", "team", "siem"]
victims = ["CHU"]
domains = ["www.Xperthis.be"]
sectors = ["Health"]
countries = ["be"]
actors = ["Qilin"]
min_amount = 1000.50
currency = "usd"
since = 2026-01-01

[channel.soc]
webhook = "https://soc.example/hook"
secret_env = "SECRET"
[channel.team]
mail_to = ["soc@example.org"]
mail_from = "ransomwire@example.org"
smtp = "mail.example.org:2525"
user = "ransomwire"
password_env = "SECRET"
[channel.siem]
command = ["/bin/cat", "-"]
timeout_s = 5
"""
CHANNEL = '\n[channel.soc]\nwebhook = "https://soc.example/"\n'
WATCH = '\n[[watch]]\nname = "all"\nsend = ["soc"]\n'


@pytest.fixture
def load(tmp_path):
    def load(text):
        (tmp_path / "alerts.toml").write_text(text)
        return load_watch_lists(tmp_path / "alerts.toml", {"SECRET": "s3cret"})

    return load


def test_the_whole_file_is_read(load):
    assert load(WHOLE) == WatchLists(
        (
            Watch("hospitals", ("soc", "team", "siem"), ("CHU",), ("xperthis.be",), ("Health",), ("BE",), ("Qilin",),
                  Decimal("1000.5"), "USD", date(2026, 1, 1)),
        ),
        (
            Webhook("soc", "https://soc.example/hook", "s3cret"),
            Mail("team", ("soc@example.org",), "ransomwire@example.org", "mail.example.org:2525", "starttls",
                 "ransomwire", "s3cret"),
            Program("siem", ("/bin/cat", "-"), 5),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = [", "is no TOML"),
        ("", r"needs at least one \[\[watch\]\]"),
        (WATCH + 'country = ["BE"]' + CHANNEL, "watch 1 ('all') has an unknown 'country'; it may have actors"),
        (WATCH + 'countries = "BE"' + CHANNEL, "countries is 'BE'; give a list of texts"),
        (WATCH + "victims = [7]" + CHANNEL, "victims is [7]; give a list of texts"),
        (WATCH + 'min_amount = "much"' + CHANNEL, "min_amount is 'much'; give a number"),
        (WATCH + "min_amount = nan" + CHANNEL, "min_amount is nan; give a number"),
        (WATCH + 'since = "2026"' + CHANNEL, "since is '2026'; give a day"),
        (
            '[[watch]]\nname = "all"\nsend = ["sco"]' + CHANNEL,
            "sends to 'sco', which is no channel; give send = ['soc']",
        ),
        ('[[watch]]\nname = "all"' + CHANNEL, "sends to nobody"),
        ("[[watch]]\nsend = ['soc']" + CHANNEL, "needs name as a text, and has None"),
        (WATCH + "[channel.soc]\nsms = '1'", "channel 'soc' needs one of webhook, mail_to, command"),
        (WATCH + "[channel.soc]\nwebhook = 'file:///etc/passwd'", "give an address that begins with https://"),
        (WATCH + CHANNEL + "secret_env = 'NO'", "takes its secret from NO, which is not in the environment"),
        (WATCH + CHANNEL + "signed = true", "has an unknown 'signed'; it may have secret, webhook"),
        (WATCH + "[channel.soc]\ncommand = []", "command is empty"),
        (WATCH + "[channel.soc]\ncommand = ['x']\ntimeout_s = 0", "timeout_s is 0"),
        (WATCH + "[channel.soc]\nmail_to = ['a@b.example']", "needs mail_from as a text"),
        (
            WATCH + "[channel.soc]\nmail_to = ['a@b.example']\nmail_from = 'x@b.example'\nsmtp = 'h:x'",
            "give a host, as mail.example.org",
        ),
        (
            WATCH + "[channel.soc]\nmail_to = ['a@b.example']\nmail_from = 'x@b.example'\nsmtp = 'h'\nsecurity = 'ssl'",
            "give one of starttls, tls, none",
        ),
        (
            WATCH + "[channel.soc]\nmail_to = ['a@b.example']\nmail_from = 'x@b.example'\nsmtp = 'h'\nsecurity = 'none'"
            "\npassword = 'p'",
            "would send its password for all to read",
        ),
    ],
)
def test_what_cannot_be_used_is_named_with_its_place(load, text, sentence):
    with pytest.raises(AlertsError, match=sentence if sentence.startswith("needs at") else re.escape(sentence)):
        load(text)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(AlertsError, match="there is no"):
        load_watch_lists(tmp_path / "alerts.toml")


def test_the_example_in_the_documentation_can_be_used(load):
    text = (Path(__file__).parents[3] / "docs" / "alerts.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1]
    lists = load(re.sub(r'_env = "\w+"', '_env = "SECRET"', example))
    assert [type(channel) for channel in lists.channels] == [Webhook, Mail, Program]
