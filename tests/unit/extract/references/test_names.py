import pytest

from pipelines.extract.references.names import split_name


@pytest.mark.parametrize(
    ("literal", "family", "given"),
    [
        ("Miller, Ada", "Miller", "Ada"),
        ("Ada Miller", "Miller", "Ada"),
        ("A. B. Miller", "Miller", "A. B."),
        ("Ludwig van der Berg", "van der Berg", "Ludwig"),
        ("Hanna Friend", "Friend", "Hanna"),
        ("J. Officer", "Officer", "J."),
    ],
)
def test_a_personal_name_is_split(literal: str, family: str, given: str) -> None:
    name = split_name("author", literal)
    assert (name.literal, name.family, name.given) == (literal, family, given)


@pytest.mark.parametrize(
    "literal",
    ["Former Harbour Inspector", "A Lady of Quality", "Retired Naval Officer", "Ministry of Trade", "An Old Sailor"],
)
def test_a_body_or_a_pseudonym_is_kept_whole(literal: str) -> None:
    name = split_name("author", literal)
    assert (name.literal, name.family, name.given) == (literal, None, None)
