"""Reports as mail servers write them when a letter comes back (RFC 3464), and what else lands in such a mailbox."""

from portal import message_ids

ANNA = "anna@example.org"


def ours(to=ANNA, number=1):
    """Return the Message-ID of a letter that we sent to this address."""
    return message_ids.make(f"{number:020x}", to)


def postfix(
    message_id, *, final=ANNA, to=ANNA, status="5.1.1", action="failed", said="550 5.1.1 User unknown", original=None
):
    """As Postfix says it, with the headers of the letter."""
    first = f"Original-Recipient: rfc822;{original}\n" if original else ""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: portal@testserver
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

This is a MIME-encapsulated message.

--=_b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--=_b
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Fri, 27 Nov 2026 10:00:00 +0000 (UTC)

{first}Final-Recipient: rfc822; {final}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--=_b
Content-Type: text/rfc822-headers

From: Social Security Portal <portal@testserver>
To: {to}
Message-ID: {message_id}
Subject: =?utf-8?b?2YXYsdit2KjYpw==?=

--=_b--
""".encode()


def exchange(message_id, *, to=ANNA):
    """As Exchange says it: HTML first, the whole letter behind, and the answer in a header of its own."""
    return f"""\
From: <postmaster@outlook.example>
To: <portal@testserver>
In-Reply-To: {message_id}
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="outer"
MIME-Version: 1.0

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

WW91ciBtZXNzYWdl
--inner--

--outer
Content-Type: message/delivery-status

Reporting-MTA: dns;mail.outlook.example

Final-Recipient: rfc822;{to}
Action: failed
Status: 5.4.1
Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied.
 AS(201806281)
Remote-MTA: dns;mx

--outer
Content-Type: message/rfc822

From: portal@testserver
To: "Anna" <{to}>
Subject: x

Good morning

--outer--
""".encode()


def qmail():
    return b"From: MAILER-DAEMON@x\nSubject: failure notice\n\nHi. This is the qmail-send program.\n<anna@example.org>:\nSorry.\n"


def out_of_office():
    return b"From: anna@example.org\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nI am away until Monday.\n"
