"""From bytes to characters."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import ReadError
from pipelines.readers.encoding import decode


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Żółw stał nad rzeką.", "utf-8"),
        ("He said “no” – and the café’s owner left.", "cp1252"),
        ("café", "cp1252"),
        ("Le café était fermé à côté du théâtre, déjà vide l’été dernier.", "cp1252"),
        ("Die Mühle wurde für die Männer größer gebaut.", "cp1252"),
        ("Завод был закрыт в тысяча девятьсот одиннадцатом году.", "cp1251"),
        ("Mlýn byl zavřen v roce 1911, protože dělníci žádali vyšší mzdu a přestali pracovat.", "cp1250"),
    ],
)
def test_a_text_is_read_in_its_own_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.mark_length) == (text, encoding, 0)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + "Żółw".encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.mark_length) == ("Żółw", encoding, len(mark))


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        ("He said “no” and “yes”.".encode() + b"\xff" + b" Then he left.", 31),
        ("He said “no”.".encode() + b" It cost \xe2\x82", 26),
        (b"The mill \xff\xfe\xfa closed in 1911.", 9),
        (codecs.BOM_UTF16_LE + b"a\0b", 4),
    ],
)
def test_broken_bytes_are_refused_with_their_place(data: bytes, byte: int) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert (caught.value.reason, caught.value.location) == ("broken_encoding", f"byte {byte}")


def test_the_encoding_that_a_page_names_is_taken_where_it_fits() -> None:
    text = "Mlýn stál."
    assert decode(text.encode("cp1250"), "windows-1250").text == text
    assert decode(text.encode(), "windows-1250").encoding == "utf-8"


@given(st.binary(max_size=200))
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ReadError as error:
        assert error.reason == "broken_encoding"
    else:
        assert decoded.text.encode(decoded.encoding) == data[decoded.mark_length :]
