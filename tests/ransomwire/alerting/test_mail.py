import email
import email.policy

import pytest
from aiosmtpd.controller import Controller

from storage.decisions import correct


class Inbox:
    def __init__(self):
        self.mails, self.refuses = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 OK"


@pytest.fixture
def inbox(unused_port):
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=unused_port)
    controller.start()
    inbox.port = unused_port
    yield inbox
    controller.stop()


@pytest.fixture
def to_team(inbox):
    return f"""
[[watch]]
name = "belgium"
countries = ["BE"]
send = ["team"]
[channel.team]
mail_to = ["soc@example.org", "ciso@example.org"]
mail_from = "Ransomwire <ransomwire@example.org>"
smtp = "127.0.0.1:{inbox.port}"
security = "none"
"""


def test_a_mail_says_what_happened_and_who_says_so(watch, to_team, inbox):
    assert watch(to_team).sent == 2
    to, mail = inbox.mails[0]
    assert to == ["soc@example.org", "ciso@example.org"]
    assert mail["Subject"].strip() == "[ransomwire] New: Xperthis: ransomware attack by Rex Mundi, 15,000 EUR"
    assert mail["Date"] == "Tue, 03 Nov 2026 09:30:00 +0000"
    assert mail["Message-ID"].endswith("@example.org>")
    text = mail.get_content()
    assert "https://a.example/1" in text
    assert "Watched as: belgium" in text


def test_a_mail_of_a_change_says_what_was(watch, to_team, inbox, told):
    watch(to_team)
    correct(told, "xperthis", "status", "paid", who="ann")
    watch(to_team)
    assert inbox.mails[-1][1]["Subject"].strip().startswith("[ransomwire] Changed: Xperthis")
    assert "status: demanded -> paid" in inbox.mails[-1][1].get_content()


def test_no_line_of_a_name_becomes_a_header(watch, to_team, inbox, told):
    correct(told, "xperthis", "actor", "Rex\r\nBcc: all@example.org", who="ann")
    assert watch(to_team).sent == 2
    assert "Rex Bcc: all@example.org" in inbox.mails[0][1]["Subject"]
    assert inbox.mails[0][1]["Bcc"] is None


def test_a_mailbox_that_is_refused_is_named_and_tried_again(watch, to_team, inbox):
    inbox.refuses = {"ciso@example.org"}
    round_ = watch(to_team)
    assert (round_.sent, len(round_.failed)) == (0, 2)
    assert "refused the mail to ciso@example.org" in round_.failed[0]
    inbox.refuses = set()
    assert watch(to_team).sent == 2


def test_a_server_that_is_away_or_cannot_encrypt_is_named(watch, to_team, inbox):
    round_ = watch(to_team.replace('security = "none"', 'security = "starttls"'))
    assert (round_.sent, "did not take the mail: STARTTLS" in round_.failed[0]) == (0, True)
    assert round_.failed[1] == "team: 1 more alerts wait for the next run."
