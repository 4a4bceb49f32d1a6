"""Send an alert by mail."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from ransomwire.alerting.message import Message
from ransomwire.alerting.undelivered import Undelivered
from ransomwire.alerting.watchlists import Mail

TIMEOUT_S = 30.0
PORTS = {"starttls": 587, "tls": 465, "none": 25}


def send_mail(channel: Mail, message: Message) -> None:
    """Returns once the mail server took it for all. Raises Undelivered."""
    try:
        with _connect(channel) as server:
            if channel.user:
                server.login(channel.user, channel.password or "")
            refused = server.send_message(mail_of(channel, message))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        raise Undelivered(f"{channel.smtp} refused the mail: {error}", lasting=False) from error
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise Undelivered(f"{channel.smtp} did not take the mail: {error}", lasting=True) from error
    if refused:
        raise Undelivered(f"{channel.smtp} refused the mail to {', '.join(sorted(refused))}", lasting=False)


def mail_of(channel: Mail, message: Message) -> EmailMessage:
    """The mail. Its Message-ID is that of the alert: a repetition is known as one."""
    mail = EmailMessage()
    mail["Subject"] = f"[ransomwire] {message.title}"
    mail["From"] = channel.mail_from
    mail["To"] = ", ".join(channel.mail_to)
    mail["Date"] = format_datetime(message.sent)
    mail["Message-ID"] = f"<{message.alert.id}@{parseaddr(channel.mail_from)[1].rpartition('@')[2] or 'localhost'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.to_text())
    return mail


def _connect(channel: Mail) -> smtplib.SMTP:
    host, _, port = channel.smtp.rpartition(":") if ":" in channel.smtp else (channel.smtp, "", "")
    number = int(port) if port else PORTS[channel.security]
    if channel.security == "tls":
        return smtplib.SMTP_SSL(host, number, timeout=TIMEOUT_S, context=ssl.create_default_context())
    server = smtplib.SMTP(host, number, timeout=TIMEOUT_S)
    if channel.security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server
