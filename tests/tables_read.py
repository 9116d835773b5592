"""Reads the file of a list as a person sees it: rows of cells, the heads first."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook


def rows_of(reply):
    """Return the cells of a CSV or of a workbook's first sheet, as text."""
    assert reply.status_code == 200
    assert reply["Cache-Control"] == "private, no-store"
    if reply["Content-Type"].startswith("text/csv"):
        return list(csv.reader(StringIO(reply.content.decode("utf-8-sig"), newline="")))
    page = load_workbook(BytesIO(reply.content)).active
    return [[_text(cell.value) for cell in row] for row in page.iter_rows()]


def _text(value):
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)
