"""The command and the job, with a release that is proved before it goes anywhere."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import dagster as dg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hub_standin import TOKEN, Hub
from moto_server import SECRET, Store
from release_samples import VERSION, Dataset
from typer.testing import CliRunner

from pipelines.assets.published import PUBLISH_JOB
from pipelines.cli import app
from pipelines.definitions import RELEASE_JOB, TABLES_JOB, define
from pipelines.errors import ReleaseError, TestimoniaError
from pipelines.release.publishers.local import Release
from pipelines.release.publishers.publish import publish
from pipelines.settings import Settings


def command(*words: str, **environment: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words), env=environment)
    if isinstance(result.exception, TestimoniaError):
        return result.exception.exit_code, f"{result.output}{result.exception}"
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def test_the_command_says_what_it_would_do_then_does_it(released: Path, dataset: Dataset, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    code, said = command("publish", str(released), site, "--raw", str(dataset.raw), "--dry-run")
    assert code == 0 and "put README.md" in said and "0 there. Nothing was done." in said
    assert not (tmp_path / "site").exists()
    code, said = command("publish", str(released), site, "--raw", str(dataset.raw))
    assert code == 0 and "latest.json is up to date" in said
    code, said = command("verify", str(tmp_path / "site" / VERSION), "--raw", str(dataset.raw))
    assert code == 0 and "The release is what it says." in said


def test_the_command_publishes_to_s3_with_keys_from_the_environment(released: Path, s3: Store) -> None:
    bucket = s3.bucket("the-command")
    code, said = command("publish", str(released), f"s3://{bucket}/data", **s3.environment)
    assert code == 0 and SECRET not in said
    there = s3.objects(bucket)
    assert json.loads(there["data/latest.json"])["version"] == VERSION
    assert {key.removeprefix(f"data/{VERSION}/") for key in there} >= {
        path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()
    }


def test_a_release_that_is_not_what_it_says_goes_nowhere(release: Path, tmp_path: Path) -> None:
    (release / "README.md").write_text("changed")
    with pytest.raises(ReleaseError, match=r"not published.*README\.md: sha256.*testimonia verify"):
        publish(release, str(tmp_path / "site"), {})
    assert not (tmp_path / "site").exists()


def test_what_is_no_release_is_told(tmp_path: Path) -> None:
    assert command("publish", str(tmp_path / "nowhere"), str(tmp_path / "site"))[0] == 2
    code, said = command("publish", str(tmp_path), str(tmp_path / "site"))
    assert code == 2 and "there is no release in this folder" in said


WITHOUT = """
import sys
from pathlib import Path
_, module, folder, url = sys.argv
sys.modules[module] = None
from pipelines.errors import UsageError
from pipelines.release.publishers.engine import upload
from pipelines.release.publishers.local import read_release
try:
    upload(read_release(Path(folder)), url, {})
except UsageError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("url", "module"), [("s3://b/p", "boto3"), ("hf://datasets/o/n", "huggingface_hub"), ("zenodo:", "requests")]
)
def test_a_library_that_is_not_installed_is_told_with_how_to_install_it(small: Release, url: str, module: str) -> None:
    command = [sys.executable, "-c", WITHOUT, module, str(small.folder), url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert f"needs the module {module}, which is not here; pip install 'testimonia[publish]'" in done.stdout


def test_the_command_signs_with_a_key_from_the_environment(release: Path, dataset: Dataset, tmp_path: Path) -> None:
    code, said = command("sign", str(release), TESTIMONIA_SIGNING_KEY="")
    assert code == 2 and "--key" in said and "ssh-keygen -t ed25519" in said
    key, signer = keys(tmp_path)
    code, said = command("sign", str(release), TESTIMONIA_SIGNING_KEY=str(key))
    assert code == 0 and "SHA256SUMS.sig" in said
    code, said = command("verify", str(release), "--signers", str(signer), "--raw", str(dataset.raw))
    assert code == 0 and "signature: holds (made by me@example.org" in said


def keys(folder: Path) -> tuple[Path, Path]:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    (folder / "key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    (folder / "key.pub").write_text(f"{public} me@example.org\n")
    return folder / "key", folder / "key.pub"


@pytest.fixture
def settings(released: Path, dataset: Dataset, project: Path, tmp_path: Path) -> Settings:
    copytree(released, tmp_path / "releases" / VERSION)
    (tmp_path / "releases" / "latest").symlink_to(VERSION)
    return Settings(root=str(tmp_path), raw=str(dataset.raw), schemas=str(project / "schemas"))


def run(settings: Settings, config: Mapping[str, object]) -> dg.ExecuteInProcessResult:
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        job = define(settings).resolve_job_def(PUBLISH_JOB)
        run_config = {"ops": {"publish": {"config": config}}}
        return job.execute_in_process(run_config=run_config, instance=instance, raise_on_error=False)


def test_the_job_touches_nothing_unless_it_is_told_to(settings: Settings) -> None:
    site = settings.root_folder / "site"
    assert run(settings, {"target": str(site)}).success and not site.exists()
    assert run(settings, {"target": str(site), "dry_run": False}).success
    assert json.loads((site / "latest.json").read_text())["version"] == VERSION


def test_the_job_does_not_start_without_a_target(settings: Settings) -> None:
    with pytest.raises(dg.DagsterInvalidConfigError, match="target"):
        run(settings, {})


def test_no_other_job_publishes(settings: Settings) -> None:
    made = define(settings)
    for name in (TABLES_JOB, RELEASE_JOB):
        assert "publish" not in {node.name for node in made.resolve_job_def(name).nodes}
    assert "publish" not in {key.path[-1] for key in made.resolve_asset_graph().get_all_asset_keys()}


def test_no_secret_is_in_the_events_of_a_job_that_failed(
    settings: Settings, hub: Hub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    monkeypatch.setenv("HF_ENDPOINT", hub.address)
    hub.refuse_after = 4
    failed = run(settings, {"target": "hf://datasets/owner/name", "dry_run": False})
    told = "".join(str(event) for event in failed.all_events) + "".join(capfd.readouterr())
    assert not failed.success and "[HF_TOKEN]" in told and TOKEN not in told
