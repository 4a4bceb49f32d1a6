"""How an alert leaves: the common ground of webhook, mail and program."""

from __future__ import annotations

from ransomwire.alerting.mail import send_mail
from ransomwire.alerting.message import Message
from ransomwire.alerting.program import run_program
from ransomwire.alerting.watchlists import Channel, Mail, Webhook
from ransomwire.alerting.webhook import post


def send(channel: Channel, message: Message) -> None:
    """Send one alert; returns when the other side has it. Raises Undelivered."""
    if isinstance(channel, Webhook):
        post(channel, message)
    elif isinstance(channel, Mail):
        send_mail(channel, message)
    else:
        run_program(channel, message)
