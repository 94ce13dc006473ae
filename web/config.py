"""How one installation runs: where its data lies, where people reach it, what it allows."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from approval.core.workdays import FIRST, LAST

MIB = 1024 * 1024
SQLITE = "approval.sqlite3"
DEFAULT_DATA = Path("var/data")
DEMO_PASSWORD = "yanshi-2026"  # noqa: S105 - printed on the page of every demonstration, and used nowhere else
DEFAULT_BASE_URL = "http://127.0.0.1:8000"
SHORTEST_SECRET = 32


class SettingError(ValueError):
    """A setting that cannot be read; says which and what it should be."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one installation.

    ``base_url`` is printed on letters and has no slash at its end; ``today`` takes the place of the real
    day in demonstrations and tests; ``max_file`` and ``max_request`` are bytes; ``proxies`` counts the
    reverse proxies in front whose forwarded headers are to be trusted; ``https`` redirects to HTTPS;
    ``own_keys`` is where the keys of the letters lie, if not in the data folder.
    """

    data: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    base_url: str = DEFAULT_BASE_URL
    demo: bool = False
    fonts: Path | None = None
    packs: Path | None = None
    today: date | None = None
    https: bool = False
    proxies: int = 0
    max_file: int = 20 * MIB
    max_request: int = 120 * MIB
    own_keys: Path | None = None
    keys_passphrase: str = field(default="", repr=False)

    @property
    def keys(self) -> Path:
        """Give the folder of the keys that letters are signed with."""
        return self.own_keys or self.data / "keys"

    @property
    def files(self) -> Path:
        """Give the folder of uploaded papers and printed letters."""
        return self.data / "files"

    @property
    def own_packs(self) -> Path:
        """Give the folder of the packs that were loaded in this installation."""
        return self.data / "packs"

    @property
    def log(self) -> Path:
        """Give the folder of the logs."""
        return self.data / "log"

    @property
    def session_cookie(self) -> str:
        """Name the session's cookie after the installation: cookies do not tell ports apart."""
        return f"approval_{_fingerprint(self.secret_key)}"

    @classmethod
    def read(
        cls,
        environ: Mapping[str, str] | None = None,
        *,
        data: Path | None = None,
        base_url: str = "",
        fallback_base_url: str = DEFAULT_BASE_URL,
        demo: bool = False,
        today: date | None = None,
    ) -> Config:
        """Read the settings from the environment; what is given here goes first.

        Makes the data folder and, the first time, its secret key. Raises SettingError, naming the setting.
        """
        env = os.environ if environ is None else environ
        place = data_folder(env, data)
        place.mkdir(parents=True, exist_ok=True)
        base = _address(base_url or env.get("APPROVAL_BASE_URL") or fallback_base_url)
        return cls(
            data=place,
            database_url=_database(env.get("DATABASE_URL", ""), place),
            secret_key=_secret(env) or kept_secret(place / "secret.key"),
            base_url=base,
            demo=demo or _yes(env, "APPROVAL_DEMO"),
            fonts=_folder(env, "APPROVAL_FONTS"),
            packs=_folder(env, "APPROVAL_PACKS"),
            today=_reckoned(today or _day(env, "APPROVAL_TODAY")),
            https=_yes(env, "APPROVAL_HTTPS"),
            proxies=_count(env, "APPROVAL_PROXIES"),
            own_keys=Path(env["APPROVAL_KEYS"]).resolve() if env.get("APPROVAL_KEYS") else None,
            keys_passphrase=env.get("APPROVAL_KEYS_PASSPHRASE", ""),
        )


def data_folder(env: Mapping[str, str], data: Path | None = None) -> Path:
    """Give the data folder, whether or not it is there."""
    return (data or Path(env.get("APPROVAL_DATA") or DEFAULT_DATA)).resolve()


def is_set_up(data: Path | None = None, environ: Mapping[str, str] | None = None) -> bool:
    """Say whether an installation's database is there to be asked; makes nothing."""
    env = os.environ if environ is None else environ
    return bool(env.get("DATABASE_URL")) or (data_folder(env, data) / SQLITE).exists()


def kept_secret(path: Path) -> str:
    """Read the secret key, or make it once, readable by the owner alone."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _written_secret(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


def _written_secret(path: Path) -> str:
    """Read a key that another process may still be writing."""
    for _ in range(50):
        key = path.read_text(encoding="ascii", errors="replace").strip()
        if not key.isascii():
            raise SettingError(f"密钥文件 {path} 不能读取：请删除后重新启动（已登录的人员需要重新登录）。")
        if key:
            return key
        time.sleep(0.02)
    raise SettingError(f"密钥文件 {path} 是空的：请删除后重新启动（已登录的人员需要重新登录）。")


def _secret(env: Mapping[str, str]) -> str:
    """Read a secret key that is set; empty where none is."""
    key = env.get("APPROVAL_SECRET_KEY", "")
    if 0 < len(key) < SHORTEST_SECRET:
        raise SettingError(f"APPROVAL_SECRET_KEY 太短：至少{SHORTEST_SECRET}个字符，否则登录状态可以伪造。")
    return key


def _address(base: str) -> str:
    """Read the address that letters print and their codes open; without a slash at its end."""
    if not re.fullmatch(r"https?://[^\s/?#\\@\"'<>]+(/[^\s?#\\\"'<>]*)?", base):
        raise SettingError(f"APPROVAL_BASE_URL 应为 https://approval.example.cn 这样的网址，而不是“{base}”。")
    return base.rstrip("/")


def _reckoned(today: date | None) -> date | None:
    """Refuse a day whose limits would reach beyond the calendar."""
    if today is not None and not FIRST.year < today.year < LAST.year:
        raise SettingError(
            f"APPROVAL_TODAY（--today）应在{FIRST.year + 1}年至{LAST.year - 1}年之间，而不是“{today}”。"
        )
    return today


def _fingerprint(secret: str) -> str:
    """Shorten a secret to something that tells installations apart and gives nothing away."""
    return hashlib.sha256(b"cookie" + secret.encode()).hexdigest()[:8]


def _database(url: str, place: Path) -> str:
    """Give the database's address: SQLite in the data folder unless another is set."""
    if not url:
        return f"sqlite:///{place / SQLITE}"
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingError("DATABASE_URL 应以 sqlite:/// 或 postgresql:// 开头。")
    return url


def _yes(env: Mapping[str, str], name: str) -> bool:
    """Read a switch."""
    value = env.get(name, "").strip().lower()
    if value in ("", "0", "no", "false"):
        return False
    if value in ("1", "yes", "true"):
        return True
    raise SettingError(f"{name} 应为 1 或 0，而不是“{value}”。")


def _count(env: Mapping[str, str], name: str) -> int:
    """Read a small number; 0 where it is not set."""
    value = env.get(name, "").strip() or "0"
    if not (value.isascii() and value.isdigit() and len(value) < 3):
        raise SettingError(f"{name} 应为 0 或正整数，而不是“{value}”。")
    return int(value)


def _day(env: Mapping[str, str], name: str) -> date | None:
    """Read an ISO date; None where it is not set."""
    value = env.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise SettingError(f"{name} 应为 2026-09-18 这样的日期，而不是“{value}”。") from None


def _folder(env: Mapping[str, str], name: str) -> Path | None:
    """Read a folder that must exist; None where it is not set."""
    value = env.get(name, "").strip()
    if not value:
        return None
    path = Path(value)
    if not path.is_dir():
        raise SettingError(f"{name} 指向的文件夹不存在：{value}")
    return path.resolve()
