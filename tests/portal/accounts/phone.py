"""A phone that keeps passkeys, as software: it makes and shows them as a browser would hand them over."""

import hashlib
import json
import secrets
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Phone:
    def __init__(self, *, verifies=True, origin=None):
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
        self.user_handle = ""
        self.verifies = verifies
        self.host = urlsplit(settings.SITE_URL).hostname
        self.origin = origin or f"https://{self.host}"

    def makes(self, options):
        """Return what a browser sends for these options of a registration."""
        self.user_handle = options["publicKey"]["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(ATTESTED) + attested
        said = {
            "clientDataJSON": self._client("webauthn.create", options),
            "attestationObject": websafe_encode(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._passkey(said)

    def shows(self, options):
        """Return what a browser sends for these options of an authentication."""
        data, client = self._data(), self._client("webauthn.get", options)
        signed = data + hashlib.sha256(websafe_decode(client)).digest()
        said = {
            "clientDataJSON": client,
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            "userHandle": self.user_handle,
        }
        return self._passkey(said)

    def _data(self, flags=0):
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind, options):
        said = {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        return websafe_encode(json.dumps(said).encode())

    def _passkey(self, said):
        name = websafe_encode(self.id)
        return json.dumps(
            {"type": "public-key", "id": name, "rawId": name, "response": said, "clientExtensionResults": {}}
        )
