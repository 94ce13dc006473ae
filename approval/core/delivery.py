"""Service of letters: the six ways, what each of them asks, and what proves it (行政许可法 44, 民事诉讼法 87-95).

行政许可法 says that a decision is served, not how; practice follows 民事诉讼法.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from approval.core.errors import Reason
from approval.core.vocabulary import Named, ServiceMethod

BASIS = "行政许可法第四十四条"

LONGEST_NUMBER = 18
"""How many digits the number of an account has at most."""

NOTICE_DAYS = 30
"""A public notice serves when so many days have passed since it went out (民事诉讼法 95)."""

PROOFS: Mapping[ServiceMethod, str] = {
    ServiceMethod.ELECTRONIC: "申请人同意电子送达，文书进入其办件信箱的时间",
    ServiceMethod.PERSONAL: "签收人、与受送达人的关系、两名送达人",
    ServiceMethod.LEAVING: "拒收事由，见证人签名或者影像记录，两名送达人",
    ServiceMethod.POST: "邮件编号和回执上注明的收件日期",
    ServiceMethod.ENTRUSTED: "受托机关的送达回证",
    ServiceMethod.PUBLIC_NOTICE: "公告的载体、发出公告的日期和公告的原因",
}

RULES: Mapping[ServiceMethod, str] = {
    ServiceMethod.ELECTRONIC: "电子签名法第十一条、参照民事诉讼法第九十条",
    ServiceMethod.PERSONAL: "行政许可法第四十四条、参照民事诉讼法第八十八条",
    ServiceMethod.LEAVING: "行政许可法第四十四条、参照民事诉讼法第八十九条",
    ServiceMethod.POST: "行政许可法第四十四条、参照民事诉讼法第九十一条",
    ServiceMethod.ENTRUSTED: "行政许可法第四十四条、参照民事诉讼法第九十一条",
    ServiceMethod.PUBLIC_NOTICE: "行政许可法第四十四条、参照民事诉讼法第九十五条",
}
"""The rule of each way."""


class Relation(Named):
    """Who may sign for the recipient, who is an institution (民事诉讼法 88)."""

    RECEIVER = "receiver", "负责收件的人"
    LEGAL = "legal_representative", "法定代表人"
    HEAD = "head", "主要负责人"
    SELF = "self", "受送达人本人"
    AGENT = "agent", "代理人"
    DESIGNATED = "designated", "代收人"


EXPLAINED = frozenset({Relation.AGENT, Relation.DESIGNATED})
"""Who signs only by what the recipient has said: the paper that says so is named."""


class Attested(Named):
    """What attests that a letter was refused and left behind (民事诉讼法 89)."""

    WITNESSES = "witnesses", "见证人在送达回证上签名或者盖章"
    RECORDING = "recording", "拍照、录像等方式记录送达过程"


ASKS: Mapping[ServiceMethod, tuple[str, ...]] = {
    ServiceMethod.ELECTRONIC: (),
    ServiceMethod.PERSONAL: (
        "received_by", "relation", "relation_note", "served_on", "place", "with_officer",
    ),
    ServiceMethod.LEAVING: (
        "refused_by", "refusal", "attested", "attestation", "served_on", "place", "with_officer",
    ),
    ServiceMethod.POST: ("post_number", "served_on", "received_by"),
    ServiceMethod.ENTRUSTED: ("entrusted_to", "served_on", "received_by", "place"),
    ServiceMethod.PUBLIC_NOTICE: ("medium", "published_on", "notice_reason"),
}  # fmt: skip
"""What each way asks, in the order in which it is asked."""

OPTIONAL: Mapping[ServiceMethod, frozenset[str]] = {
    ServiceMethod.PERSONAL: frozenset({"relation_note", "place"}),
    ServiceMethod.POST: frozenset({"received_by"}),
    ServiceMethod.ENTRUSTED: frozenset({"received_by", "place"}),
}
"""What may stay blank."""

LACKS: Mapping[str, tuple[str, str]] = {
    "received_by": ("没有填写签收人。", "请填写在送达回证上签名或者盖章的人。"),
    "relation": ("没有选择签收人与受送达人的关系。", "请从列明的关系中选择一项。"),
    "relation_note": ("没有写明代理或者代收的依据。", "请写明授权委托书或者指定代收的文件。"),
    "served_on": ("没有填写送达日期。", "请按送达回证、邮件回执填写实际送达的日期。"),
    "place": ("没有填写文书留在哪里。", "请填写受送达人的住所。"),
    "with_officer": ("没有选择另一名送达人。", "送达人不少于两人，请从本机关的工作人员中选择。"),
    "refused_by": ("没有填写谁拒绝签收。", "请填写拒绝签收的人。"),
    "refusal": ("没有写明拒收的事由。", "请写明拒收人说的理由；没有说的，写明当时的情况。"),
    "attested": ("没有选择以什么证明留置送达。", "请选择见证人签名，或者影像记录。"),
    "attestation": (
        "没有写明见证人或者影像记录。",
        "请填写见证人的姓名、单位和职务，或者影像记录的名称和存放处。",
    ),
    "post_number": ("没有填写邮件编号。", "请按邮件详情单填写编号。"),
    "entrusted_to": ("没有填写受托机关。", "请填写代为送达的机关的名称。"),
    "medium": ("没有填写公告的载体。", "请填写刊登公告的报纸、网站或者公告栏。"),
    "published_on": ("没有填写发出公告的日期。", "请按刊登的日期填写。"),
    "notice_reason": (
        "没有写明公告送达的原因和经过。",
        "请写明受送达人下落不明，或者用其他方式无法送达的情况。",
    ),
}
"""What is said where something is not stated, and what is to be done."""

KEPT_APART = (
    "received_by",
    "relation_note",
    "place",
    "refused_by",
    "refusal",
    "attestation",
    "notice_reason",
)
"""What names or tells of people, and so stands outside the hashed entry."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a letter reached its recipient; ``method`` says which of the values are asked (``ASKS``).

    ``with_officer`` is the account of the second officer who served; the first is who enters the service.
    """

    method: str
    served_on: date | None = None
    received_by: str = ""
    relation: str = ""
    relation_note: str = ""
    place: str = ""
    with_officer: int = 0
    refused_by: str = ""
    refusal: str = ""
    attested: str = ""
    attestation: str = ""
    post_number: str = ""
    entrusted_to: str = ""
    medium: str = ""
    published_on: date | None = None
    notice_reason: str = ""

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Way:
        """Read a way from the values of a form or of an entry; what its method does not ask is left out."""
        method = str(values.get("method") or "")
        asked = ASKS[ServiceMethod(method)] if method in list(ServiceMethod) else ()
        told = {name: _value(name, values.get(name)) for name in asked}
        return cls(method, **told)  # type: ignore[arg-type]

    def told(self) -> Iterator[tuple[str, object]]:
        """Go through what the method asks and somebody stated."""
        for name in ASKS.get(self.known, ()) if self.known else ():
            value = getattr(self, name)
            if value:
                yield name, value

    @property
    def known(self) -> ServiceMethod | None:
        """Give the method, if it is one of the six."""
        return ServiceMethod(self.method) if self.method in list(ServiceMethod) else None

    @property
    def on(self) -> date | None:
        """Give the day of service: as stated; of a public notice, the day on which its thirty days end."""
        if self.method == ServiceMethod.PUBLIC_NOTICE:
            return notice_ends(self.published_on) if self.published_on else None
        return self.served_on

    def kept(self) -> dict[str, object]:
        """Give what the entry of the journal keeps: nothing that names a person."""
        return {
            "method": self.method,
            **{
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in self.told()
                if name not in (*KEPT_APART, "served_on")
            },
        }

    def personal(self) -> dict[str, object]:
        """Give what stands outside the hashed entry."""
        return {name: value for name, value in self.told() if name in KEPT_APART}

    def proof(self, on: date) -> str:
        """Say in one sentence what proves the service on a day, without naming anybody."""
        method = self.known
        if method is ServiceMethod.PERSONAL:
            return f"{_zh(Relation, self.relation) or '受送达人'}在送达回证上签收"
        if method is ServiceMethod.LEAVING:
            return f"拒绝签收，文书留在受送达人的住所，{_zh(Attested, self.attested)}"
        if method is ServiceMethod.POST:
            return f"邮件编号{self.post_number}，回执注明{day(on)}收件"
        if method is ServiceMethod.ENTRUSTED:
            return f"委托{self.entrusted_to}送达，其送达回证记明{day(on)}签收"
        if method is ServiceMethod.PUBLIC_NOTICE and self.published_on:
            return f"{day(self.published_on)}在{self.medium}发出公告，经过三十日，{day(on)}公告期满"
        return ""

    def facts(self) -> list[dict[str, object]]:
        """Give the rows of the proof of service that only this way has; ``named`` marks the name of somebody."""
        published = day(self.published_on) if self.published_on else ""
        seen = "见证人" if self.attested == Attested.WITNESSES else "影像记录"
        rows = (
            ("拒绝签收的人", self.refused_by, True),
            ("拒收事由", self.refusal, False),
            (seen, self.attestation, True),
            ("邮件编号", self.post_number, False),
            ("受托机关", self.entrusted_to, True),
            ("公告载体", self.medium, False),
            ("发出公告", published, False),
            ("公告的原因和经过", self.notice_reason, False),
        )
        return [{"label": label, "says": says, "named": named} for label, says, named in rows if says]

    @property
    def relation_zh(self) -> str:
        """Say in which relation to the recipient the one who signed stands."""
        note = f"（{self.relation_note}）" if self.relation_note else ""
        return f"{_zh(Relation, self.relation)}{note}"

    @property
    def signatures(self) -> list[str]:
        """Name who signs the proof on paper, where the way is one at which people meet (民事诉讼法 87, 89)."""
        if self.method == ServiceMethod.PERSONAL:
            return ["签收人签名或者盖章", "送达人签名"]
        if self.method == ServiceMethod.LEAVING:
            witnessed = self.attested == Attested.WITNESSES
            return [*(["见证人签名或者盖章"] if witnessed else []), "送达人签名"]
        return []


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed for a letter that was handed over with its act, in what relation, before which second officer."""

    to: str = ""
    relation: str = ""
    with_officer: int = 0

    def __bool__(self) -> bool:
        """Say whether anybody signed."""
        return bool(self.to)

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Signed:
        """Read it from the values of a form or of an entry."""
        told = (values.get("handed_to"), values.get("handed_relation"), values.get("handed_with"))
        named, relation, second = told
        return cls(str(named or "").strip(), str(_value("relation", relation)), _account(second))

    def kept(self) -> dict[str, object]:
        """Give what the entry keeps of it; nothing where nobody signed."""
        told = {"handed_relation": self.relation, "handed_with": self.with_officer}
        return {"handed_over": True, **{name: value for name, value in told.items() if value}} if self else {}

    @property
    def way(self) -> Way:
        """Give it as service in person."""
        return Way(
            ServiceMethod.PERSONAL,
            received_by=self.to,
            relation=self.relation,
            with_officer=self.with_officer,
        )


NOBODY = Signed()
"""Nobody signed: the letter was not handed over with its act."""


def notice_ends(published_on: date) -> date:
    """Give the day on which a public notice serves: when thirty days have passed (民事诉讼法 95)."""
    return published_on + timedelta(days=NOTICE_DAYS)


def way_faults(way: Way) -> Iterator[Reason]:
    """Say everything that a way of service lacks, each at its field."""
    method = way.known
    if method is None:
        yield _no_method()
        return
    rule, optional = RULES[method], OPTIONAL.get(method, frozenset())
    for name in ASKS[method]:
        if not getattr(way, name) and name not in optional:
            says, remedy = LACKS[name]
            yield Reason(says, rule, remedy, name)
    if method is ServiceMethod.PERSONAL and way.relation in EXPLAINED and not way.relation_note:
        says, remedy = LACKS["relation_note"]
        yield Reason(says, rule, remedy, "relation_note")


def proof_fault(data: Mapping[str, object]) -> Reason | None:
    """Say what a service lacks: a listed method, a proof, consent to electronic service; or None."""
    method = data.get("method")
    if method not in list(ServiceMethod):
        return _no_method()
    if method == ServiceMethod.ELECTRONIC and data.get("consent") is not True:
        return Reason(
            "申请人没有同意电子送达，不能以电子方式送达。",
            "电子签名法第三条、优化营商环境条例第三十七条第四款",
            "请改用其他送达方式。",
            "method",
        )
    if not str(data.get("proof") or "").strip():
        needed = PROOFS[ServiceMethod(str(method))]
        return Reason(f"没有填写送达证明：{needed}。", BASIS, "请填写送达证明。", "proof")
    return None


def _no_method() -> Reason:
    """Say that no way of service was chosen."""
    return Reason("没有选择送达方式。", BASIS, "请选择一种送达方式。", "method")


def _value(name: str, value: object) -> object:
    """Read one value of a form or an entry as a way holds it."""
    if name in ("served_on", "published_on"):
        return value if isinstance(value, date) else date.fromisoformat(str(value)) if value else None
    if name == "with_officer":
        return _account(value)
    text = str(value or "").strip()
    listed = {"relation": Relation, "attested": Attested}.get(name)
    return text if listed is None or text in list(listed) else ""


def _account(value: object) -> int:
    """Read the number of an account; 0 where nobody was chosen."""
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def _zh(listed: type[Named], value: str) -> str:
    """Give the word of a member of a list; nothing for what is no member."""
    return next((one.zh for one in listed if one.value == value), "")


def day(on: date) -> str:
    """Write a day in words."""
    return f"{on.year}年{on.month}月{on.day}日"
