"""The code that an authenticator app would show (RFC 6238)."""

import base64
import hmac
import struct
import time

_used = set()


def fresh_code(secret):
    """Return a code that was not given yet: the portal takes each one once, so somebody in a hurry waits."""
    while (secret, code := totp_code(secret)) in _used:
        time.sleep(1)
    _used.add((secret, code))
    return code


def totp_code(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
