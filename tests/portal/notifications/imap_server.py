"""A mailbox over IMAP with TLS, as small as it can be: enough of RFC 3501 for one client at a time."""

import contextlib
import re
import socketserver
import ssl
import threading
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Conversation(socketserver.StreamRequestHandler):
    """Answers command by command; ``server.letters`` holds what the mailbox holds, ``server.read`` what is read."""

    def handle(self):
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _blank, rest = line.decode().strip().partition(" ")
            word, _blank, rest = rest.partition(" ")
            self.server.said.append(f"{word} {rest}")
            answer = getattr(self, word.lower())(rest) or "OK done"
            self.wfile.write(f"{tag} {answer}\r\n".encode())
            if word == "LOGOUT":
                return

    def capability(self, _rest):
        self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")

    def login(self, rest):
        return None if rest == f"portal {self.server.password}" else "NO wrong password"

    def select(self, rest):
        self.wfile.write(f"* {len(self.server.letters)} EXISTS\r\n".encode())
        return None if rest == '"INBOX"' else "NO there is no such mailbox"

    def uid(self, rest):
        word, _blank, rest = rest.partition(" ")
        return getattr(self, f"uid_{word.lower()}")(rest)

    def uid_search(self, _rest):
        names = [str(place) for place in range(1, len(self.server.letters) + 1) if place not in self.server.read]
        self.wfile.write(f"* SEARCH {' '.join(names)}\r\n".encode())

    def uid_fetch(self, rest):
        found = re.fullmatch(r"(\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest)
        raw = self.server.letters[int(found[1]) - 1][: int(found[2])]
        self.wfile.write(f"* {found[1]} FETCH (UID {found[1]} BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")

    def uid_store(self, rest):
        self.server.read.add(int(re.fullmatch(r"(\d+) \+FLAGS\.SILENT \(\\Seen\)", rest)[1]))

    def logout(self, _rest):
        self.wfile.write(b"* BYE\r\n")


@contextlib.contextmanager
def serving(folder, letters):
    """Serve a mailbox with ``letters`` (bytes) on a free port; yield the server."""
    certificate = _certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.letters, server.read, server.said, server.password = letters, set(), [], '"p@ss:word"'
        server.client_context = ssl.create_default_context(cafile=certificate)
        server.url = f"imaps://portal:p%40ss%3Aword@localhost:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def _certificate(folder):
    """Write key and certificate of localhost into one file; return its path."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    path = folder / "localhost.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*plain) + certificate.public_bytes(serialization.Encoding.PEM))
    return path
