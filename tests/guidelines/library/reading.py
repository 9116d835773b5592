"""What a reader is given: pages as text, PDFs as text and bookmarks."""

from io import BytesIO

from pypdf import PdfReader


def read(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    page = answer.content.decode()
    assert "UNDEFINED(" not in page
    return page


def body(answer):
    """Return the bytes of a file that is served in pieces."""
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def bookmarks(reader):
    """Return the titles in the outline of a PDF, whatever their depth."""
    return [str(item.title) for item in _flat(reader.outline)]


def _flat(items):
    for item in items:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item
