"""What a violated constraint means, in words for the person who ran into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from approval.core.errors import Reason, Refused, Stale
from approval.store.tables import metadata

ONE_NOTICE = Refused(
    Reason(
        "本案已经一次性告知过需要补正的内容，不能再次告知。",
        "行政许可法第三十二条第一款第（四）项：补正的全部内容应当一次告知",
        "请按已发出的告知书办理；告知书以外的问题不能再要求补正。",
    )
)

ORDER_RULE = "办件流转规则：同一办件的操作依次进行，后办的须以先办的结果为依据"

MEANINGS: Mapping[str, Refused] = {
    "uq_entries_one_notice": ONE_NOTICE,
    "pk_entries": Stale(
        Reason("本案刚刚由他人办理了其他操作。", ORDER_RULE, "请打开本案的最新页面，核对后再办理。")
    ),
    "uq_cases_number": Refused(
        Reason("办件编号已经使用，本次提交没有办理。", remedy="您填写的内容已保留，请重新提交。")
    ),
    "uq_accounts_sign_in_name": Refused(
        Reason("该登录名已被使用。", "账号管理规则：一个登录名只属于一人", "请换一个登录名。", "sign_in_name")
    ),
    "uq_institutions_credit_code": Refused(
        Reason(
            "该统一社会信用代码已经登记了机构。",
            "GB 32100-2015：一个主体只有一个统一社会信用代码",
            "请核对代码；确属本机构的，请联系管理员为您的账号登记授权。",
            "credit_code",
        )
    ),
    "uq_notices_digest": Refused(
        Reason(
            "这份放假通知已经载入。",
            "同一放假通知只载入一次，内容有变化的以新的通知载入",
            "请核对通知的年份、文号和日期。",
            "text",
        )
    ),
    "pk_publications": Refused(
        Reason("本案的许可决定已经公开，不必再次公开。", "行政许可法第四十条", "请在公开目录中查看。")
    ),
}
"""Constraint name to what it means; a constraint that is not here is a fault of ours, not of a person."""


def refusal(error: IntegrityError) -> Refused | None:
    """Find what a violated constraint means to a person, or None."""
    known = MEANINGS.get(violated(error))
    return type(known)(*known.reasons) if known else None


def violated(error: IntegrityError) -> str:
    """Name the violated constraint, or give an empty string where the database does not tell."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or ""
    said = str(error.orig)
    columns = said.partition("UNIQUE constraint failed: ")[2]
    return _BY_COLUMNS.get(columns, "")


def _unique(table: Table) -> Iterable[tuple[str, str]]:
    """List what is unique in a table: the columns as SQLite names them, and the constraint's name."""
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    indexes = [index for index in table.indexes if index.unique]
    kept_unique: list[PrimaryKeyConstraint | UniqueConstraint | Index] = [
        table.primary_key,
        *unique,
        *indexes,
    ]
    for kept in kept_unique:
        columns = ", ".join(f"{table.name}.{column.name}" for column in kept.columns)
        yield columns, str(kept.name)


_BY_COLUMNS = {columns: name for table in metadata.tables.values() for columns, name in _unique(table)}
