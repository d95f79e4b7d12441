"""Publish to the Hugging Face Hub: a tag a version, and `main` as the latest; each in one commit.

A repository holds nothing but releases. A version is committed to a branch of its own, checked there by hash, and
tagged; then `main` gets the same files. What was uploaded by a run that was killed is not sent again: the Hub knows
large files by their hash.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi
from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError
from huggingface_hub.hf_api import RepoFile
from huggingface_hub.utils.tqdm import disable_progress_bars

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.index import SUMS, in_order
from pipelines.release.publishers.local import GIT, SHA256, Release, digest_of
from pipelines.release.publishers.plan import File, Stored, plan_of, right_ones
from pipelines.release.publishers.secrets import secret, told

MAIN = "main"
# The Hub's own file, which says what is large; and what a fresh repository may hold.
ATTRIBUTES, FRESH = ".gitattributes", frozenset({".gitattributes", "README.md"})
_MOVED, _THERE, _GONE = frozenset({404, 409, 412}), 409, 404
_TRIES = 5


@contextmanager
def opened(address: str, release: Release, environment: Mapping[str, str]) -> Iterator["Repository"]:
    """Give the target for `owner/name`; the token is `HF_TOKEN`, another Hub than huggingface.co `HF_ENDPOINT`."""
    name = address.strip("/")
    if name.count("/") != 1:
        raise UsageError(f"a target on the Hugging Face Hub is hf://datasets/owner/name, not hf://datasets/{address}")
    token = secret("HF_TOKEN", environment, f"hf://datasets/{name}")
    api = HfApi(endpoint=environment.get("HF_ENDPOINT") or None, token=token, library_name=release.name)
    # The library lets errors of the network, of the disk and of a malformed answer through as they come.
    kinds = (HfHubHTTPError, OSError, RuntimeError, ValueError, *_network())
    with told(kinds, f"hf://datasets/{name}", environment), disable_progress_bars(), _quiet():
        yield Repository(api, name, release)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the HTTP client from logging addresses: those that large files go to are signed, and open to all."""
    loggers = [logging.getLogger(name) for name in ("httpx", "httpx2")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _network() -> tuple[type[Exception], ...]:
    """Give the base of the errors of the HTTP client that this version of the library has."""
    bases = (kind for kind in HfHubHTTPError.__mro__ if issubclass(kind, Exception))
    return tuple(kind for kind in bases if kind.__name__ == "HTTPError")


class Repository:
    """A dataset repository, made where there is none."""

    def __init__(self, api: HfApi, name: str, release: Release) -> None:
        self._api = api
        self._name = name
        self._release = release
        self._made = ""

    @property
    def place(self) -> str:
        """The repository and the tag."""
        return f"hf://datasets/{self._name}@{self._release.version}"

    @property
    def files(self) -> Sequence[File]:
        """All files of the release."""
        return self._release.files

    @property
    def _branch(self) -> str:
        return f"publishing-{self._release.version}"

    def stored(self) -> list[Stored]:
        """Give the files at the tag, or at the commit just made, or what is right on the branch of an earlier run."""
        branches, tags = self._refs()
        fixed = tags.get(self._release.version) or self._made
        if fixed:
            return self._tree(fixed)
        growing = self._tree(branches[self._branch]) if self._branch in branches else []
        return right_ones(self.files, growing, digest_of)

    def put(self, files: Sequence[File]) -> None:  # noqa: ARG002
        """Commit the release to its own branch; what is there already the library does not send again."""
        if not self._refs()[0]:
            self._api.create_repo(self._name, repo_type="dataset", exist_ok=True)
        branches, tags = self._refs()
        if self._release.version in tags:
            return
        self._refuse_others(branches[MAIN])
        if self._branch not in branches:
            self._api.create_branch(self._name, branch=self._branch, repo_type="dataset", exist_ok=True)
        self._made = self._commit(self._branch, lambda tags: self._release.version not in tags)

    def finish(self) -> list[str]:
        """Tag the version, let `main` be it unless a later version is there, and take the branch away."""
        done = []
        branches, tags = self._refs()
        if self._release.version not in tags:
            self._tag(self._made or branches[self._branch])
            done.append(f"tag {self._release.version}")
        done += self._move_main(branches[MAIN])
        if self._branch in branches:
            self._take_away()
        return done

    def _tag(self, commit: str) -> None:
        try:
            self._api.create_tag(self._name, tag=self._release.version, revision=commit, repo_type="dataset")
        except HfHubHTTPError as error:
            if error.response.status_code != _THERE:
                raise
        self._check(self._refs()[1][self._release.version], f"the tag {self._release.version}")

    def _move_main(self, head: str) -> list[str]:
        made = self._commit(MAIN, self._is_latest)
        if made in {"", head}:
            return []
        self._check(made, MAIN)
        return [f"{MAIN} is {self._release.version}"]

    def _is_latest(self, tags: Mapping[str, str]) -> bool:
        return all(in_order(tag) <= in_order(self._release.version) for tag in tags)

    def _take_away(self) -> None:
        try:
            self._api.delete_branch(self._name, branch=self._branch, repo_type="dataset")
        except HfHubHTTPError as error:
            if error.response.status_code != _GONE:  # another publisher took it away
                raise

    def _commit(self, branch: str, wanted: Callable[[Mapping[str, str]], bool]) -> str:
        """Make a branch hold exactly the release, in one commit on top of what it was; give the commit.

        Where another publisher was faster it looks again, and gives nothing where `wanted` says so of the tags.
        """
        for _ in range(_TRIES):
            branches, tags = self._refs()
            if not wanted(tags):
                return ""
            if branch not in branches:
                raise ReleaseError(f"{self.place}: the branch {branch} is gone; run the same command again")
            head = branches[branch]
            if self._right(head):
                return head
            ours = {file.name for file in self.files}
            adds = [CommitOperationAdd(file.name, str(file.path)) for file in self.files]
            gone = [CommitOperationDelete(item.name) for item in self._tree(head) if item.name not in ours]
            try:
                made = self._api.create_commit(
                    self._name,
                    [*adds, *gone],
                    commit_message=f"Release {self._release.version}",
                    repo_type="dataset",
                    revision=branch,
                    parent_commit=head,
                )
            except HfHubHTTPError as error:
                if error.response is None or error.response.status_code not in _MOVED:
                    raise
            else:
                return str(made.oid)
        raise ReleaseError(f"{self.place}: {branch} moved {_TRIES} times while it was being written; run it again")

    def _right(self, commit: str) -> bool:
        return plan_of(self.files, self._tree(commit), digest_of).done

    def _check(self, commit: str, what: str) -> None:
        plan = plan_of(self.files, self._tree(commit), digest_of)
        if not plan.done:
            found = [*plan.refused, *(f"{file.name} is missing" for file in plan.put)]
            raise ReleaseError(f"hf://datasets/{self._name}: {what} is not this release: {'; '.join(found)}")

    def _refuse_others(self, head: str) -> None:
        names = {item.name for item in self._tree(head)} - FRESH
        if names and not {SUMS, "manifest.json"} <= names:
            raise ReleaseError(
                f"hf://datasets/{self._name} holds something else ({', '.join(sorted(names)[:3])}); "
                "a release takes the whole repository, so give one of its own"
            )

    def _tree(self, commit: str) -> list[Stored]:
        """Give all files at a commit but the Hub's own."""
        found = self._api.list_repo_tree(self._name, recursive=True, revision=commit, repo_type="dataset")
        files = [item for item in found if isinstance(item, RepoFile) and item.path != ATTRIBUTES]
        return [Stored(item.path, item.size, _digest(item)) for item in files]

    def _refs(self) -> tuple[dict[str, str], dict[str, str]]:
        """Give the commits of the branches and of the tags; none where there is no repository yet."""
        try:
            refs = self._api.list_repo_refs(self._name, repo_type="dataset")
        except RepositoryNotFoundError:
            return {}, {}
        return (
            {ref.name: ref.target_commit for ref in refs.branches},
            {ref.name: ref.target_commit for ref in refs.tags},
        )


def _digest(item: RepoFile) -> str:
    return f"{SHA256}:{item.lfs.sha256}" if item.lfs else f"{GIT}:{item.blob_id}"
