"""Passwords that leaked elsewhere: a Bloom filter of the common ones of twelve characters and more.

The file is asked where it lies, ten bits for each password, and never read
into memory. It knows every password it was made of; of others it takes one
in a thousand for one of them. How it is made: ``make_leaked_passwords``.
"""

import hashlib
import math
import mmap
import struct
from pathlib import Path

FILE = Path(__file__).parent / "data" / "leaked-passwords.bloom"
#: What the file begins with: a mark, how many bits it has, how many of them each password sets.
HEAD = struct.Struct(">8sQB")
MARK = b"leaked-1"
#: How many of a thousand other passwords are taken for one that leaked.
MISTAKEN = 1 / 1000


class NotAFilter(ValueError):
    """The file is not what ``write`` has written."""


def is_known(folded, path=FILE):
    """Say whether a password, as ``passwords.folded`` returns it, is among those that leaked."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        mark, bits, times = HEAD.unpack_from(content)
        if mark != MARK or len(content) != HEAD.size + -(-bits // 8):
            raise NotAFilter(path.name)
        return all(content[HEAD.size + bit // 8] & 1 << bit % 8 for bit in _places(folded, bits, times))


def write(folded, path):
    """Write the filter of these passwords, a set of them; return the bytes it takes."""
    bits = max(8, math.ceil(-len(folded) * math.log(MISTAKEN) / math.log(2) ** 2))
    times = max(1, round(bits / max(1, len(folded)) * math.log(2)))
    field = bytearray(-(-bits // 8))
    for password in folded:
        for bit in _places(password, bits, times):
            field[bit // 8] |= 1 << bit % 8
    path.write_bytes(HEAD.pack(MARK, bits, times) + field)
    return path.stat().st_size


def _places(text, bits, times):
    first, step = struct.unpack(">QQ", hashlib.sha256(text.encode()).digest()[:16])
    return ((first + number * (step | 1)) % bits for number in range(times))
