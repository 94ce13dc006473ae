"""The set-up: two commands, locked dependencies, one file of settings, and nothing of one machine in them."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["product", "test"]

TREE = {
    *("approval", "workflows", "forms", "web", "templates", "static", "migrations"),
    *("tests", "bench", "docs", "examples", "scripts", "requirements", ".ci"),
    *("wsgi.py", "pyproject.toml", "package.json", "package-lock.json", "Makefile"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore", ".gitattributes"),
}


def tracked() -> list[Path]:
    """The files of the project, relative to its top, without what the set-up or a run has made."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        names = [Path(name) for name in listed.stdout.split("\0") if name]
        return [name for name in names if (ROOT / name).is_file()]
    made = {".git", ".venv", "node_modules", "fonts", "var", "vendor", "__pycache__", "build", "dist"}
    return [
        path.relative_to(ROOT)
        for top in TREE
        for path in ([ROOT / top] if (ROOT / top).is_file() else (ROOT / top).rglob("*"))
        if path.is_file() and not made & set(path.relative_to(ROOT).parts)
    ]


def names_in(file: str) -> set[str]:
    """The packages that a requirements file names, in the one spelling that the index compares."""
    lines = (ROOT / "requirements" / file).read_text().splitlines()
    found = (re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "" if node.level == 0 else "approval.core")
    return found


# --- the commands ----------------------------------------------------------------------------------


def test_every_script_can_be_run():
    for path in [*ROOT.glob("scripts/*"), ROOT / ".ci/run"]:
        if path.is_file() and path.read_bytes().startswith(b"#!"):
            assert os.access(path, os.X_OK), f"chmod +x {path.relative_to(ROOT)} and commit its mode"


def test_ci_runs_what_everybody_runs():
    commands = [line for line in (ROOT / ".ci/run").read_text().splitlines() if line and line[0] != "#"]
    assert commands[-1] == "exec scripts/test", ".ci/run calls scripts/test; put the step into scripts/test"
    assert len(commands) == 3, f".ci/run does more than call scripts/test: {commands}"


def test_make_help_tells_every_command():
    makefile = (ROOT / "Makefile").read_text()
    promised = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    told = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)
    assert promised == told, "Makefile: each command stands in .PHONY and has its `## sentence`, in one order"


# --- a machine that lacks something ----------------------------------------------------------------


@pytest.fixture
def machine(tmp_path):
    """A machine with a plain user, the usual commands and a Python that says what is missing."""
    for name in ("bash", "cat", "dirname", "env", "sed", "sha256sum", "flock", "mkdir", "grep"):
        (tmp_path / name).symlink_to(shutil.which(name))
    add_command(tmp_path, "id", "echo 1000")
    add_command(tmp_path, "python3", 'case "$1" in -) echo libharfbuzz-subset0; echo fonts-noto-cjk;; esac')
    return tmp_path


def add_command(machine: Path, name: str, script: str) -> None:
    (machine / name).write_text(f"#!{shutil.which('bash')}\n{script}\n")
    (machine / name).chmod(0o755)


def set_up(machine: Path, purpose: str = "serve") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts/setup", purpose],
        env={"PATH": str(machine)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_root_the_one_command_to_run_is_printed(machine):
    add_command(machine, "apt-get", "echo must not be called >&2; exit 1")
    done = set_up(machine)
    assert done.returncode == 3
    assert done.stdout == (
        "apt-get update && apt-get install -y --no-install-recommends libharfbuzz-subset0 fonts-noto-cjk\n"
    )
    assert "lacks: libharfbuzz-subset0 fonts-noto-cjk" in done.stderr
    assert "must not be called" not in done.stderr


def test_with_sudo_it_is_said_before_it_is_done(machine):
    add_command(machine, "sudo", 'case "$1" in -n) exit 0;; esac; echo "sudo $*"')
    add_command(machine, "apt-get", "exit 1")
    done = set_up(machine)
    assert done.stdout.splitlines()[0] == "sudo apt-get update -qq"
    assert "installing them with apt-get (through sudo)" in done.stderr
    assert done.returncode == 3, "what is still missing after apt-get must stop the set-up"
    assert "still missing after apt-get: libharfbuzz-subset0" in done.stderr


def test_another_system_is_told_what_to_install(machine):
    done = set_up(machine)
    assert done.returncode == 3
    assert "no apt-get" in done.stderr
    assert "HarfBuzz subset" in done.stderr


def test_an_old_python_is_named(machine):
    add_command(machine, "python3", 'case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac')
    done = set_up(machine)
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed; here there is Python 3.9.2" in done.stderr


# --- locked dependencies ---------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS)
def test_python_lock_carries_hashes_and_no_address(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    pins = re.findall(r"^(\S+)==\S+ \\\n    (\S+)", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-zA-Z0-9]", text, re.MULTILINE)), f"{lock}.txt: run `make lock`"
    without = [name for name, after in pins if not after.startswith("--hash=sha256:")]
    assert not without, f"{lock}.txt has pins without a hash; run `make lock`: {without}"
    address = re.search(r"https?:|file:/|--(extra-)?index|--find-links|--trusted-host", text)
    assert not address, f"{lock}.txt names where packages come from ({address[0]}); make it with `make lock`"


def test_asset_lock_carries_hashes_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        if name:
            assert "integrity" in package, f"package-lock.json: {name} has no hash; run `make lock`"
            assert "resolved" not in package, f"package-lock.json: {name} has an address; run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_is_locked(lock):
    missing = names_in(f"{lock}.in") - names_in(f"{lock}.txt")
    assert not missing, f"asked for in {lock}.in and not locked; run `make lock`: {sorted(missing)}"


# --- the tree --------------------------------------------------------------------------------------


def test_top_of_the_tree_is_as_designed():
    strangers = {path.parts[0] for path in tracked()} - TREE
    assert not strangers, (
        f"new at the top of the tree: {sorted(strangers)}. Each thing has its room (docs/house.md); if this one "
        "really has none, name it in TREE here."
    )


def test_tools_are_configured_in_one_file():
    others = (
        r"(setup\.cfg|setup\.py|tox\.ini|mypy\.ini|\.mypy\.ini|pytest\.ini|\.pytest\.ini|\.?ruff\.toml|\.flake8|"
        r"\.pylintrc|\.importlinter|\.coveragerc|\.isort\.cfg|alembic\.ini)$"
    )
    found = [path.as_posix() for path in tracked() if re.match(others, path.name)]
    assert not found, f"settings of tools belong into pyproject.toml: move {found} there"


def test_nothing_of_one_machine_is_in_the_project():
    own = [re.escape(str(ROOT))] if len(ROOT.parts) > 2 else []
    patterns = {
        "a path of somebody's machine": r"(?<![\w.:/-])/(?:root|home/\w+|Users/\w+)/"
        + "".join(f"|{p}" for p in own),
        "a package registry": r"https?://[^\s\"'<>]*(?:/simple\b|/pypi/)"
        r"|//(?:[\w-]+\.)*(?:registry|mirrors?|nexus|artifactory|devpi|verdaccio|pypi)\.[\w.-]+",
    }
    found = []
    for path in tracked():
        if path == Path(__file__).relative_to(ROOT):
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for what, pattern in patterns.items():
            found += [
                f"{path}:{number}: {what}: {match[0]}"
                for number, line in enumerate(text.splitlines(), 1)
                if (match := re.search(pattern, line))
            ]
    assert not found, "take these out, they mean nothing on another machine:\n" + "\n".join(found)


# --- who may import whom, beyond what the import contracts can say ---------------------------------


def test_core_knows_the_standard_library_only():
    allowed = sys.stdlib_module_names | {"approval"}
    for path in (ROOT / "approval/core").rglob("*.py"):
        foreign = {name for name in imports_of(path) if name.split(".")[0] not in allowed}
        if path.name == "machine.py":
            foreign -= {name for name in foreign if name.split(".")[0] == "transitions"}
        assert not foreign, (
            f"{path.relative_to(ROOT)} imports {sorted(foreign)}: core is what would be true without a computer; "
            "do it in a room above and hand the result in"
        )


def test_nobody_imports_wsgi():
    for room in ("approval", "workflows", "forms", "web"):
        for path in (ROOT / room).rglob("*.py"):
            assert "wsgi" not in imports_of(path), (
                f"{path.relative_to(ROOT)}: wsgi.py is the door, use web.app"
            )
