"""No secret is printed, logged or raised, whatever fails."""

import logging
import traceback
from collections.abc import Callable, Iterator

import hub_standin
import pytest
import zenodo_standin
from hub_standin import Hub
from moto_server import SECRET, Store
from zenodo_standin import Zenodo

from pipelines.errors import TestimoniaError
from pipelines.release.publishers.engine import upload
from pipelines.release.publishers.local import Release
from pipelines.release.publishers.secrets import redacted, secret

SECRETS = (hub_standin.TOKEN, zenodo_standin.TOKEN, SECRET, "dontprintthis", "AKIADONTPRINTTHIS")


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[str], None]]:
    """Give a check that neither the text given to it nor anything that was logged or printed holds a secret."""
    caplog.set_level(logging.INFO)

    def check(text: str) -> None:
        told = text + caplog.text + "".join(capfd.readouterr())
        assert text and not [item for item in SECRETS if item.lower() in told.lower()]

    yield check


def failing(release: Release, url: str, environment: dict[str, str]) -> str:
    with pytest.raises(TestimoniaError) as caught:
        upload(release, url, environment)
    return "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("requests", range(0, 24, 2))
def test_a_hub_that_repeats_the_token_when_it_refuses(
    hub: Hub, hub_environment: dict[str, str], small: Release, requests: int, quiet: Callable[[str], None]
) -> None:
    hub.refuse_after = requests
    quiet(failing(small, "hf://datasets/owner/testimonia", hub_environment))


@pytest.mark.parametrize("requests", range(0, 10))
def test_a_zenodo_that_repeats_the_token_when_it_refuses(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release, requests: int, quiet: Callable[[str], None]
) -> None:
    records.refuse_after = requests
    quiet(failing(small, "zenodo-sandbox:", zenodo_environment))


def test_an_s3_bucket_that_is_not_there(s3: Store, small: Release, quiet: Callable[[str], None]) -> None:
    told = failing(small, "s3://no-such-bucket/data", s3.environment)
    assert "NoSuchBucket" in told
    quiet(told)


@pytest.mark.parametrize("url", ["s3://bucket/data", "hf://datasets/owner/name", "zenodo-sandbox:"])
def test_a_host_that_does_not_answer_and_whose_address_holds_a_password(
    url: str, small: Release, quiet: Callable[[str], None]
) -> None:
    address = "http://user:dontprintthis@127.0.0.1:9"
    quiet(
        failing(
            small,
            url,
            {
                **{"AWS_ACCESS_KEY_ID": "AKIADONTPRINTTHIS", "AWS_SECRET_ACCESS_KEY": SECRET},
                **{"AWS_ENDPOINT_URL": address, "HF_ENDPOINT": address, "ZENODO_ENDPOINT_URL": address},
                **{"HF_TOKEN": hub_standin.TOKEN, "ZENODO_SANDBOX_TOKEN": zenodo_standin.TOKEN},
            },
        )
    )


def test_all_is_well_and_nothing_is_told(
    hub: Hub, hub_environment: dict[str, str], small: Release, quiet: Callable[[str], None]
) -> None:
    quiet(repr(upload(small, "hf://datasets/owner/testimonia", hub_environment)))


def test_a_secret_is_replaced_by_its_name_in_each_of_its_forms() -> None:
    environment = {"HF_TOKEN": "a/b+c", "AWS_SESSION_TOKEN": ""}
    assert redacted("a/b+c a%2Fb%2Bc", environment) == "[HF_TOKEN] [HF_TOKEN]"
    signed = "PUT https://store.example/x?X-Amz-Signature=abc&y=1 failed"
    assert redacted(signed, environment) == "PUT https://store.example/x?[…] failed"
    assert redacted("https://me:word@host/x", environment) == "https://[…]@host/x"


def test_a_secret_without_a_value_is_asked_for() -> None:
    with pytest.raises(TestimoniaError, match="the target needs the environment variable HF_TOKEN, which is not set"):
        secret("HF_TOKEN", {"HF_TOKEN": " "}, "the target")
