"""Where keys lie: one document of keys and certificates, in memory or in a folder that processes share."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from copy import deepcopy
from pathlib import Path
from threading import RLock
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric import ec

from approval.core.errors import refuse
from approval.letters.keys_certificate import authority, pem, written_key

Document = dict[str, Any]

BASIS = "电子签名法第十三条：签署时电子签名制作数据仅由电子签名人控制"
PARTS = frozenset({"code", "root", "entries", "roots"})
KEYS_FILE = "keys.json"
HALF = ".keys-"
"""How the name of a file begins that is being written."""


class Box(Protocol):
    """Where the one document of keys and certificates lies."""

    def look(self) -> Document:
        """Read it as it is now; nobody changes what this gives."""

    def change(self) -> AbstractContextManager[Document]:
        """Hold it and change it, whole or not at all."""


class Memory:
    """A document that lasts as long as the process."""

    def __init__(self) -> None:
        """Begin with nothing; the keys are made when somebody asks."""
        self._lock = RLock()
        self._document: Document | None = None

    def look(self) -> Document:
        """Read the document."""
        with self._lock:
            if self._document is None:
                self._document = _founded(None)
            return self._document

    @contextmanager
    def change(self) -> Iterator[Document]:
        """Change the document."""
        with self._lock:
            changed = deepcopy(self.look())
            yield changed
            self._document = changed


class Folder:
    """A document in a folder, which several processes may use at once."""

    def __init__(self, folder: Path, passphrase: bytes | None) -> None:
        """Name the folder."""
        self._folder = folder
        self._path = folder / KEYS_FILE
        self._passphrase = passphrase
        self._seen: tuple[object, Document] | None = None

    def prepare(self) -> None:
        """Make the folder and its keys, if they are not there; Raises Refused where others may read or replace them."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._held():
            for left in self._folder.glob(f"{HALF}*"):
                left.unlink()
            if not self._path.exists():
                self._folder.chmod(0o700)
                self._write(_founded(self._passphrase))
        if self._folder.stat().st_mode & 0o022:
            raise refuse(
                f"签章密钥的文件夹 {self._folder} 其他人也能写入，可以换掉密钥。",
                BASIS,
                f"请运行 chmod 700 {self._folder}，再核对签章证书是否都是本机关的。",
            )
        if self._path.stat().st_mode & 0o077:
            raise refuse(
                f"签章密钥文件 {self._path} 其他人也能读取。",
                BASIS,
                f"请运行 chmod 600 {self._path}；已经被人读过的，换发证书。",
            )

    def look(self) -> Document:
        """Read the document, again when another process has changed it."""
        there = self._path.stat()
        mark = (there.st_mtime_ns, there.st_size, there.st_ino)
        seen = self._seen
        if seen is None or seen[0] != mark:
            seen = self._seen = (mark, self._read())
        return seen[1]

    @contextmanager
    def change(self) -> Iterator[Document]:
        """Hold the document against other processes, change it, and put the new one in its place at once."""
        with self._held():
            changed = self._read()
            before = deepcopy(changed)
            yield changed
            if changed != before:
                self._write(changed)

    def _read(self) -> Document:
        """Read the file; Raises Refused for one that is damaged."""
        document: Any = None
        with suppress(ValueError):
            document = json.loads(self._path.read_text(encoding="utf-8"))
        if not (isinstance(document, dict) and document.keys() >= PARTS):
            raise refuse(
                f"签章密钥文件 {self._path} 已经损坏，不能读取。",
                BASIS,
                "请从备份恢复这个文件；不要删除后重建，重建以后，已经签发的文书不能再通过验真。",
            )
        return document

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the folder: one process and one thread at a time."""
        descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _write(self, document: Document) -> None:
        """Write the file beside its place and move it there, so that nobody ever reads half of it."""
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=HALF)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(document, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
                if self._path.exists():
                    # Root may type the command; the file stays that of the user whom the product runs as.
                    owner = self._path.stat()
                    os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
            Path(name).replace(self._path)
            # A new name is on the disk when its folder is.
            _sync(self._folder)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _sync(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _founded(passphrase: bytes | None) -> Document:
    """Make the document of a new installation: its own authority, and the secret of its codes."""
    key = ec.generate_private_key(ec.SECP256R1())
    secret = ec.generate_private_key(ec.SECP256R1())
    return {
        "version": 1,
        "code": written_key(secret, passphrase),
        "root": {"certificate": pem(authority(key)), "key": written_key(key, passphrase)},
        "entries": [],
        "roots": [],
    }
