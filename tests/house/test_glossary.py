"""The glossary holds every act and role of the product, under the word that people read."""

from pathlib import Path

from approval.core.vocabulary import Role
from workflows import WORKFLOWS

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def test_every_act_stands_in_the_glossary_under_its_chinese_word() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    words: dict[str, set[str]] = {}
    for step in (step for workflow in WORKFLOWS.values() for step in workflow.steps):
        words.setdefault(step.act, set()).add(step.zh)
    rows = {act: {f"| {zh} | `{act}` |" for zh in called} for act, called in words.items()}
    missing = [act for act, row in rows.items() if not any(one in text for one in row)]
    assert not missing, f"add a row to docs/glossary.md for: {missing}"


def test_every_role_stands_in_the_glossary() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    missing = [
        role.value
        for role in Role
        if role is not Role.TIMER and (role.zh not in text or role.value not in text)
    ]
    assert not missing, f"add these roles to docs/glossary.md: {missing}"
