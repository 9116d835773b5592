"""The mark that every process asks for before it gives a kept page away."""

import subprocess
import sys

from portal.page_cache.generation import FileMark


def test_the_mark_stands_until_it_is_changed(tmp_path):
    mark = FileMark(tmp_path / "mark")
    mark.change()
    assert mark.current() == mark.current()


def test_each_change_makes_another_mark_however_fast(tmp_path):
    mark, seen = FileMark(tmp_path / "mark"), set()
    for _time in range(200):
        mark.change()
        seen.add(mark.current())
    assert len(seen) == 200


def test_another_process_changes_the_mark_of_this_one(tmp_path):
    mark = FileMark(tmp_path / "mark")
    mark.change()
    before = mark.current()
    code = f"from portal.page_cache.generation import FileMark; FileMark({str(tmp_path / 'mark')!r}).change()"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert mark.current() != before


def test_a_file_that_is_missing_is_made_and_one_that_begins_anew_is_another_mark(tmp_path):
    mark = FileMark(tmp_path / "mark")
    assert mark.current() is None  # nothing is given from the store this once
    before = mark.current()
    assert before
    mark.path.unlink()
    assert mark.current() is None
    assert mark.current() not in {None, before}


def test_where_no_file_can_be_written_no_page_is_kept_and_no_write_fails(tmp_path):
    mark = FileMark(tmp_path / "no" / "such" / "folder" / "mark")
    mark.change()
    assert mark.current() is None
