"""The key under which a browser keeps what it could not send yet.

Made from the portal's secret and the person's uuid, so that the server alone
can give it and gives it only on that person's own pages. It opens nothing
here; whoever signs in next at the same browser gets another one.
"""

import base64

from django.utils.crypto import salted_hmac


def key_for(user):
    digest = salted_hmac("guidelines.assessment.drafts", str(user.uuid), algorithm="sha256").digest()
    return base64.b64encode(digest).decode()
