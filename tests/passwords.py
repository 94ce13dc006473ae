"""Passwords kept for tests: argon2id as in the product, with a cost that nobody has to pay at every sign-in."""

from functools import cache

from argon2 import PasswordHasher

_cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@cache
def kept(password: str) -> str:
    """Hash a password; the product checks it by the parameters that the hash itself names."""
    return _cheap.hash(password)
