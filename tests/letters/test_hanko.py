"""pyHanko is loaded by one door, so that threads that need it first all get it whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]

AT_ONCE = """
import threading
from datetime import datetime, UTC
from approval.letters.keys import Keys

keys, now = Keys.passing(), datetime(2026, 11, 22, tzinfo=UTC)
signer = keys.signer("jianxi-2017/health", "某某卫生健康委员会", now)

def warm():
    signer.hanko

def write():
    from approval.letters.register import Register, write
    write(Register(now, "", (), ()), keys.register_signer(now))

def sign():
    from approval.letters.sign import _writer
    _writer()

def verify():
    from approval.letters.verify import read
    try:
        read(b"%PDF-1.7", keys.roots())
    except ValueError:
        pass

def go(work):
    start.wait()
    work()

def told(failed):
    raised.append(failed)

raised, works = [], (warm, write, sign, verify)
threading.excepthook = told
start = threading.Barrier(len(works))
threads = [threading.Thread(target=go, args=(work,)) for work in works]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(raised), [repr(one.exc_value) for one in raised])
"""


def test_a_first_letter_and_a_first_verification_at_the_same_moment_both_succeed() -> None:
    told = subprocess.run(
        [sys.executable, "-c", AT_ONCE], cwd=TOP, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "0 []", told.stdout
