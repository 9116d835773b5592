from portal.accounts.links import secret


def request_secret(request):
    """Return the secret by which the owner of an address proves it."""
    return secret("account-request", request.uuid)
