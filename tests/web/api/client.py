"""Another system at the door: it sends JSON, carries a token, and reads what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import PASSWORD, House

ROOT = "/api/v1"


@dataclass
class Client:
    """One system with or without a token; every answer is asked for with the status that it must have."""

    http: FlaskClient
    token: str = ""

    def get(self, path: str, *, status: int = 200, query: Mapping[str, str] | None = None) -> Any:
        return self._json(self.http.get(ROOT + path, query_string=query, headers=self._headers), status)

    def post(self, path: str, sent: object, *, status: int = 200) -> Any:
        return self._json(self.http.post(ROOT + path, json=sent, headers=self._headers), status)

    def patch(self, path: str, sent: object, *, status: int = 200) -> Any:
        return self._json(self.http.patch(ROOT + path, json=sent, headers=self._headers), status)

    def upload(self, path: str, content: bytes, name: str, *, status: int = 201) -> Any:
        sent = {"files": (BytesIO(content), name)}
        return self._json(self.http.post(ROOT + path, data=sent, headers=self._headers), status)

    def act(self, number: str, act: str, *, status: int = 201, **values: object) -> Any:
        return self.post(f"/cases/{number}/acts/{act}", values, status=status)

    def pdf(self, href: str) -> bytes:
        answer = self.http.get(href, headers=self._headers)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.data

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _json(self, answer: TestResponse, status: int) -> Any:
        told = answer.get_data(as_text=True)
        assert answer.status_code == status, f"{answer.request.path}: {answer.status} {told}"
        return answer.get_json()


@dataclass
class Programs:
    """Systems that act for the people of a house, each signed in once."""

    house: House
    known: dict[str, Client] = field(default_factory=dict)

    def of(self, who: str) -> Client:
        if who not in self.known:
            http = self.house.app.test_client(use_cookies=False)
            given = {"sign_in_name": who, "password": PASSWORD}
            self.known[who] = Client(http, Client(http).post("/token", given)["token"])
        return self.known[who]
