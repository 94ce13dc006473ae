"""Make a pack of checked layers: its items and organs as the core's own dataclasses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from approval.core.authority import Authority
from approval.core.item import (
    ASSUMPTION,
    Certificate,
    Changes,
    Commitment,
    Hint,
    Item,
    Organs,
    Source,
    SpecialProcedure,
    Superseded,
    Told,
)
from approval.core.limit import Limit, Limits
from approval.core.material import Field, Ground, Material, Standard
from approval.core.vocabulary import Unit
from workflows import schema
from workflows.assumptions import Assumption, assumptions
from workflows.guide import zh_date
from workflows.pack_layers import Layers
from workflows.pack_model import (
    MATERIAL_DEFAULTS,
    AuthorityTable,
    CertificateTable,
    ChangesTable,
    CommitmentTable,
    GroundTable,
    HintTable,
    ItemTable,
    LimitsTable,
    LimitTable,
    MaterialTable,
    SituationTable,
    SourceTable,
    StandardTable,
    SupersededTable,
)
from workflows.pack_sheet import Sheet
from workflows.quotation import Library
from workflows.regime import CLOCKS, ONLY, OPTIONAL_CLOCKS
from workflows.rules import Compiled, compiled, reckoned


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation of the guide: when it is met, to which units and items it leads, and by which rule."""

    id: str
    when: Compiled
    kinds: tuple[str, ...]
    items: tuple[str, ...]
    says: str
    basis: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One checked pack: its items and organs whole, its warnings and assumptions.

    ``published`` names the items that the pack itself publishes, so that it matters when they are replaced.
    """

    id: str
    name: str
    division: str
    extends: str
    effective_from: date
    effective_to: date | None
    items: Mapping[str, Item]
    authorities: Mapping[str, Authority]
    sources: Mapping[str, Source]
    warnings: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    situations: tuple[Situation, ...] = ()
    published: frozenset[str] = frozenset()
    replaces: str = ""

    def in_force_on(self, day: date) -> bool:
        """Say whether the pack holds on a day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


def built(layers: Layers, library: Library, keys: Mapping[tuple[str, str], str]) -> Pack:
    """Make the pack of its checked layers; ``keys`` are those of the organs, by pack and id."""
    heading = layers.top.table.pack
    sources = {one.id: source(one, library) for one in layers.sources.values()}
    authorities = {
        name: authority(sheet, one, keys[sheet.id, name]) for name, (sheet, one) in layers.authorities.items()
    }
    items = {
        name: item_of(layers, item, sources, authorities)
        for name, item in layers.items.items()
        if item.authority is not None and not item.pattern and holds_at_all(layers, item)
    }
    published = frozenset(one.id for one in layers.top.table.item if one.superseded is None)
    return Pack(
        heading.id, heading.name, heading.division, heading.extends, heading.effective_from,
        heading.effective_to, items, authorities, sources, tuple(warned(items.values(), published)),
        tuple(assumptions(layers.top)), tuple(map(situation, layers.situations.values())), published,
        heading.replaces,
    )  # fmt: skip


def situation(table: SituationTable) -> Situation:
    """Make a situation of the guide."""
    return Situation(
        table.id, compiled(table.when), tuple(table.kinds or ()), tuple(table.items or ()), table.says,
        tuple(table.basis), table.note,
    )  # fmt: skip


def holds_at_all(layers: Layers, table: ItemTable) -> bool:
    """Say whether an item holds on any day of its pack: the country's old rule may have ended before it."""
    first, last = layers.days(table)
    return last is None or first <= last


def source(table: SourceTable, library: Library) -> Source:
    """Make a source; its document is the product's own copy."""
    kept = None
    if not table.unread:
        kept = library.document(table.document) if table.document else library.titled(table.title)
    return Source(
        table.id, table.title, table.clause, table.quote, table.issued_on, table.document_number,
        kept.name if kept else "",
    )  # fmt: skip


def authority(sheet: Sheet, table: AuthorityTable, key: str) -> Authority:
    """Make an organ; its key names the pack too, as cases and accounts do."""
    return Authority(
        id=key,
        name=table.name,
        letter_word=table.letter_word or "",
        reconsideration=table.reconsideration or "",
        court=table.court or "",
        division=sheet.table.pack.division,
        reconsideration_online=table.reconsideration_online,
        address=table.address,
        phone=table.phone,
    )


def item_of(
    layers: Layers, table: ItemTable, sources: Mapping[str, Source], authorities: Mapping[str, Authority]
) -> Item:
    """Make an item of what its layers say together; what its workflow does not use is left out."""
    table = used(table)
    heading = layers.top.table.pack
    first, last = layers.days(table)
    organ = layers.authorities[table.authority or ""][1]
    return Item(
        pack=heading.id,
        id=table.id,
        name=table.name or "",
        workflow=table.workflow or "",
        authority=authorities[table.authority or ""],
        division=heading.division,
        kinds=tuple(table.kinds or ()),
        result=table.result or "",
        basis=tuple(table.basis),
        limits={
            clock: limits(pair)
            for clock, pair in layers.limits(table).items()
            if pair.statutory and known_clock(table, clock)
        },
        materials=tuple(map(material, materials_of(layers, table))),
        standards=tuple(map(standard, table.standard)),
        grounds=tuple(map(ground, table.ground)),
        special_procedures=special_procedures(table),
        sources=sources,
        code=table.code or "",
        then=table.then or "",
        then_name=(layers.name_of(table.then) or "") if table.then else "",
        superseded=superseded(layers, table.superseded),
        as_published=bool(table.as_published),
        extension_approvers=tuple(table.extension_approvers or ()),
        termination_grounds=tuple(map(ground, table.termination)),
        reply_valid_months=table.reply_valid.months if table.reply_valid else None,
        fields=fields(layers, table),
        form_basis=tuple(form_basis(layers, table)),
        told=told(table),
        conditions=tuple(map(ground, table.condition)),
        organs=organs(table),
        priority=table.priority or 0,
        organ_assumed=organ_assumed(organ),
        after=tuple(table.after or ()),
        follow_on=table.follow_on or "",
        effective_from=first,
        effective_to=last,
        mode=table.mode or "",
        strict=bool(table.strict),
        applicants=tuple(table.applicants or ("care_institution",)),
        commitment=commitment(table.commitment),
        answer=Told(table.answer.says, tuple(table.answer.basis), table.answer.note)
        if table.answer
        else None,
        certificate=certificate(table.certificate),
        changes=changes(table.changes),
        parts=tuple(table.parts or ()),
        after_basis=tuple(table.after_basis or ()),
        hints=tuple(map(hint, table.hint)),
        correction_declines=bool(table.correction and table.correction.declines),
        guide_only=organ.generic,
        priority_basis=tuple(table.priority_basis or ()),
        effective_basis=tuple(table.effective_basis or ()),
    )


def commitment(table: CommitmentTable | None) -> Commitment | None:
    """Make what an applicant is told and signs."""
    if table is None:
        return None
    return Commitment(tuple(table.consequences), table.text.strip(), table.begins, tuple(table.basis))


def certificate(table: CertificateTable | None) -> Certificate | None:
    """Make the certificate that an item ends in."""
    if table is None:
        return None
    return Certificate(table.name, table.months, table.verify_months, tuple(table.basis))


def changes(table: ChangesTable | None) -> Changes | None:
    """Make what the end of a case does to a licence record."""
    return Changes(table.does, tuple(table.of), tuple(table.basis)) if table else None


def hint(table: HintTable) -> Hint:
    """Make a subsidy that may be claimed."""
    return Hint(
        table.id,
        table.says or "",
        compiled(table.when or ""),
        tuple(table.basis),
        reckoned(table.amount) if table.amount else None,
        table.unit or "",
        table.note or "",
    )


def used(table: ItemTable) -> ItemTable:
    """Leave out what lower layers say for another workflow: a filing has no termination, an answer no ground."""
    flow = table.workflow or ""
    blank = ItemTable(id=table.id, basis=table.basis)
    drop = {name: getattr(blank, name) for name, flows in ONLY.items() if flow not in flows}
    return table.model_copy(update=drop)


def known_clock(table: ItemTable, clock: str) -> bool:
    """Say whether an item's workflow knows a clock: the general limits hold for every item that can use them."""
    flow = table.workflow or ""
    return clock in CLOCKS[flow] or clock in OPTIONAL_CLOCKS[flow]


def materials_of(layers: Layers, table: ItemTable) -> list[MaterialTable]:
    """List the materials of an item; those that several parts of a joint one share are asked for once (并联审批)."""
    found: dict[str, MaterialTable] = {}
    for one in (table, *layers.parts(table)):
        for each in one.material:
            first = found.get(each.id)
            found[each.id] = each if first is None else shared(first, each)
    return list(found.values())


def shared(one: MaterialTable, other: MaterialTable) -> MaterialTable:
    """Join a material of two items: needed where either needs it, by the rules of both."""
    rules = list(dict.fromkeys((needed_unless_held(one), needed_unless_held(other))))
    needed = "true" if "true" in rules else " || ".join(f"({rule})" for rule in rules)
    basis = list(dict.fromkeys([*one.basis, *other.basis]))
    return one.model_copy(update={"needed": needed, "held_when": None, "basis": basis})


def form_basis(layers: Layers, table: ItemTable) -> list[str]:
    """Give the rules of an item's form; one form for several items rests on those of all."""
    return list(dict.fromkeys(one for each in (table, *layers.parts(table)) for one in each.form_basis or ()))


def fields(layers: Layers, table: ItemTable) -> tuple[Field, ...]:
    """Choose the fields that the item asks for; only its own kinds can be applied for."""
    named = [kind for one in (table, *layers.parts(table)) for kind in one.kinds or ()]
    kinds = tuple(dict.fromkeys(named))
    return tuple(
        replace(field, choices=kinds) if field.path == "unit.kind" and kinds else field
        for field in schema.chosen(layers.asked(table))
    )


def limits(pair: LimitsTable) -> Limits:
    """Make a clock's two limits; what is not promised shorter is promised as the law sets it."""
    assert pair.statutory is not None  # noqa: S101 - the caller leaves out clocks without one
    statutory = limit(pair.statutory)
    return Limits(statutory, limit(pair.promised) if pair.promised else statutory)


def limit(table: LimitTable) -> Limit:
    """Make a limit; of several rules the first is the one it counts by."""
    return Limit(table.days, Unit(table.unit), table.basis[0])


def material(table: MaterialTable) -> Material:
    """Make a material of the checklist."""
    return Material(
        id=table.id,
        name=table.name or "",
        form=table.form or "",
        formats=tuple(table.formats or ()),
        source=table.source or MATERIAL_DEFAULTS["source"],
        needed=compiled(needed_unless_held(table)),
        basis=tuple(table.basis),
        sample=(table.sample or "").strip(),
        remedy=table.remedy or "",
        note=table.note or "",
    )


def needed_unless_held(table: MaterialTable) -> str:
    """Give the rule of a material: what an authority holds already is not asked for again (行政许可法 31, 33)."""
    needed = table.needed or MATERIAL_DEFAULTS["needed"]
    if table.held_when is None:
        return needed
    return f"!({table.held_when})" if needed == "true" else f"({needed}) && !({table.held_when})"


def standard(table: StandardTable) -> Standard:
    """Make a numeric standard."""
    rule = compiled(table.met or "")
    first = rule.fields[0] if rule.fields else ""
    return Standard(table.id, table.says or "", rule, tuple(table.basis), first, table.note or "")


def ground(table: GroundTable) -> Ground:
    """Make a ground or a condition."""
    return Ground(table.id, table.says or "", tuple(table.basis), table.note or "")


def special_procedures(table: ItemTable) -> tuple[SpecialProcedure, ...]:
    """Make the special procedures of an item."""
    return tuple(
        SpecialProcedure(one.ground, one.says, tuple(one.basis), one.usual_days, one.unit, one.note)
        for one in table.special
    )


def superseded(layers: Layers, table: SupersededTable | None) -> Superseded | None:
    """Make the mark of an item that another one has replaced."""
    if table is None:
        return None
    named = [basis for basis in table.basis if basis != ASSUMPTION] or table.basis
    return Superseded(table.on, table.by, named[0], layers.name_of(table.by) or "", table.note)


def told(table: ItemTable) -> dict[str, Told]:
    """Make the statements of the guide; for how long a reply may be used is one of them."""
    stated = {name: Told(one.says, tuple(one.basis), one.note) for name, one in table.told.items()}
    valid = table.reply_valid
    if valid is not None:
        stated["valid"] = Told(f"{valid.months}个月", tuple(valid.basis), valid.note)
    return stated


def organ_assumed(table: AuthorityTable) -> tuple[str, ...]:
    """Name the parts of an organ that no source states."""
    parts = {
        "name": table.basis,
        "court": table.court_basis,
        "reconsideration": table.reconsideration_basis,
    }
    return tuple(name for name, ids in parts.items() if ASSUMPTION in (ids or ()))


def organs(table: ItemTable) -> Organs | None:
    """Make the list of organs that the item's plan names."""
    named = table.organs
    if named is None:
        return None
    return Organs(tuple(named.lead), tuple(named.responsible), tuple(named.assisting), tuple(named.basis))


def warned(items: Iterable[Item], published: frozenset[str]) -> Iterable[str]:
    """Say what an administrator should know of the items that can be applied for under a pack."""
    for item in items:
        if item.guide_only:
            continue
        if item.id in published or item.as_published:
            yield from superseded_warning(item)
        for special in item.special_procedures:
            if special.assumed:
                yield (
                    f"事项“{item.name}”的特别程序“{special.says}”没有查到规定依据（系统默认）。"
                    "正式使用前，请换成要求该程序的规定，否则不得据以停止计时（行政许可法第四十五条）。"
                )


def superseded_warning(item: Item) -> Iterable[str]:
    """Say that an item has been replaced, and how it runs here."""
    replaced = item.superseded
    if replaced is None:
        return
    head = f"事项“{item.name}”自{zh_date(replaced.on)}起已由“{replaced.by_name}”取代（{item.cite(replaced.basis)}）"
    if item.as_published:
        yield f"{head}；本包按公布时的规定继续办理（as_published = true）。"
    else:
        yield f"{head}；该日及以后收到的申请不再按本事项办理。确需按公布时的规定办理的，请写明 as_published = true。"
