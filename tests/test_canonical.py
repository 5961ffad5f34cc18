"""The canonical form of data, its digest, and the code that is printed for it (CO-1)."""

import os
import subprocess
import sys

import pytest

from documents.canonical import NotCanonical, canonical, digest, is_same_code, printed_code
from tests.support.api.server import ROOT

pytestmark = pytest.mark.anywhere

TERMS = {"z": [True, None, -7, {"b": "ö", "a": "\u2028"}], "ä": "x", "€": "\U0001f600", "A": "1200.00", "": ""}


def test_the_canonical_form_is_that_of_rfc_8785() -> None:
    """Keys in the order of their UTF-16, nothing escaped that need not be, no blanks."""
    assert canonical(TERMS) == (
        '{"":"","A":"1200.00","z":[true,null,-7,{"a":"\u2028","b":"ö"}],"ä":"x","€":"\U0001f600"}'.encode()
    )
    assert canonical({"\uff21": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\uff21":1}'.encode()
    assert canonical('\x0f\n"\\/') == b'"\\u000f\\n\\"\\\\/"'


def test_the_order_in_which_data_was_made_makes_no_difference() -> None:
    assert canonical(dict(reversed(TERMS.items()))) == canonical(TERMS)
    assert canonical((1, 2)) == canonical([1, 2])


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (1.0, ""),
        ({"stages": [{"amount": 1200.5}]}, "stages.0.amount"),
        ({"a": 2**53}, "a"),
        ({"a": ["e\u0301"]}, "a.0"),
        ({"e\u0301": 1}, ""),
        ({"a": "\ud800"}, "a"),
        ({1: "a"}, ""),
        ({"a": {"b", "c"}}, "a"),
        ({"a": b"bytes"}, "a"),
    ],
)
def test_what_has_no_single_form_is_refused_with_its_path(value: object, path: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical(value)
    assert refused.value.path == path


def test_a_digest_is_the_same_in_processes_with_other_hash_seeds() -> None:
    program = f"from documents.canonical import *; print(digest(canonical({TERMS!r})))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert said == {digest(canonical(TERMS))}


def test_a_printed_code_has_80_bits_of_the_digest() -> None:
    assert printed_code("0" * 64) == "0000-0000-0000-0000"
    assert printed_code("f" * 64) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert printed_code("00443214c74254b635cf" + "0" * 44) == "0123-4567-89AB-CDEF"
    assert printed_code("0" * 19 + "1" + "f" * 44) == "0000-0000-0000-0001"


@pytest.mark.parametrize("typed", ["0123-4567-89ab-cdef", "o l 2 3 4567 89AB CDEF", "OI234567\u201389ABCDEF"])
def test_a_code_is_recognized_however_people_type_it(typed: str) -> None:
    assert is_same_code(typed, "0123-4567-89AB-CDEF")


@pytest.mark.parametrize("typed", ["", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEG", "0123-4567-89AB-CDEF-0"])
def test_another_code_is_not_taken_for_it(typed: str) -> None:
    assert not is_same_code(typed, "0123-4567-89AB-CDEF")
