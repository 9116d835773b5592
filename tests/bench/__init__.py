"""``make bench``: how fast the portal is, beside the least that Django and WeasyPrint can do on the same machine."""
