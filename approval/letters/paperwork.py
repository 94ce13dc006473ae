"""What is added to a laid-out letter: its codes, and the empty signature field that waits for the seal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf  # type: ignore[import-untyped]

from approval.letters import qr
from approval.letters.seal import FIELD

FOOT = "code"
"""The id of the place for the code at the foot of every page."""

PRINTED = 4
"""The flag of a mark that is printed and hidden from nobody."""

BARE_CFF = "/CIDFontType0C"


class Paperwork:
    """A laid-out document with the PDF that is being made of it."""

    def __init__(self, document: Any, pdf: Any) -> None:
        """Take up a document when all of its pages have been drawn."""
        self.pages = document.pages
        self.pdf = pdf
        self.structure = self._object(pdf.catalog["StructTreeRoot"])
        self.whole = self._object(self.structure["K"][0])
        self.numbers = self._object(self.structure["ParentTree"])["Nums"]

    def draw_codes(self, codes: Mapping[str, str]) -> None:
        """Draw QR codes where the pages keep places for them."""
        for number, page in enumerate(self.pages):
            for place, address in codes.items():
                if place in page.anchors:
                    left, top, right, _ = (0.75 * side for side in page.anchors[place])
                    self._mark(number, place, qr.drawing(address, left, top, right - left))

    def _mark(self, number: int, place: str, drawing: bytes) -> None:
        """Add a drawing to a page: what returns on every page is no part of the text, anything else a figure."""
        # pydyf's pages draw with y downwards, as WeasyPrint turns them once for all.
        stream = self._object(self._page(number)["Contents"]).stream
        if place == FOOT:
            stream.extend([b"/Artifact <</Type/Pagination>> BDC", drawing, b"EMC"])
            return
        marked = self.numbers[2 * number + 1]
        stream.extend([b"/Figure <</MCID %d>> BDC" % len(marked), drawing, b"EMC"])
        marked.append(self._element(number, "/Figure", "二维码", len(marked)).reference)

    def leave_room_for_the_seal(self) -> None:
        """Put an empty signature field where a page keeps the seal's place; a preview keeps none."""
        for number, page in enumerate(self.pages):
            if "seal" in page.anchors:
                self._add_field(number, _on_paper(page, page.anchors["seal"]))

    def _add_field(self, number: int, place: list[float]) -> None:
        """Add the empty signature field to a page, with an appearance and a place in the structure."""
        left, bottom, right, top = place
        box = pydyf.Array([0, 0, round(right - left, 3), round(top - bottom, 3)])
        empty = pydyf.Stream([], {"Type": "/XObject", "Subtype": "/Form", "BBox": box})
        self.pdf.add_object(empty)
        field = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "FT": "/Sig",
                "T": pydyf.String(FIELD),
                "TU": pydyf.String("印章"),
                "F": PRINTED,
                "Rect": pydyf.Array(place),
                "P": self.pdf.page_references[number],
                "AP": pydyf.Dictionary({"N": empty.reference}),
                "StructParent": len(self.numbers) // 2,
            }
        )
        self.pdf.add_object(field)
        self._page(number).setdefault("Annots", pydyf.Array()).append(field.reference)
        self.pdf.catalog["AcroForm"] = pydyf.Dictionary(
            {"Fields": pydyf.Array([field.reference]), "SigFlags": 1}
        )
        referred = pydyf.Dictionary(
            {"Type": "/OBJR", "Obj": field.reference, "Pg": self.pdf.page_references[number]}
        )
        element = self._element(number, "/Form", "印章", referred)
        self.numbers.extend([field["StructParent"], element.reference])

    def tidy(self) -> None:
        """Name our fonts as what they are, and take out places that only the press had to find."""
        for each in self.pdf.objects:
            if isinstance(each, pydyf.Stream):
                if each.extra.get("Subtype") == "/OpenType" and not each.stream[0].startswith(b"OTTO"):
                    each.extra["Subtype"] = BARE_CFF
            elif isinstance(each, dict) and each.get("Subtype") == "/CIDFontType0":
                each.pop("CIDToGIDMap", None)
        self.pdf.catalog["Names"].pop("Dests", None)

    def _element(self, number: int, kind: str, called: str, holds: Any) -> Any:
        """Add an element to the end of the document's structure."""
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": kind,
                "P": self.whole.reference,
                "Pg": self.pdf.page_references[number],
                "Alt": pydyf.String(called),
                "K": holds,
            }
        )
        self.pdf.add_object(element)
        self.whole["K"].append(element.reference)
        return element

    def _page(self, number: int) -> Any:
        """Give a page's dictionary."""
        return self._object(self.pdf.page_references[number])

    def _object(self, reference: bytes) -> Any:
        """Find the object that a reference names."""
        return self.pdf.objects[int(reference.split()[0])]


def _on_paper(page: Any, box: tuple[float, float, float, float]) -> list[float]:
    """Turn a box of CSS pixels from the top left into points from the bottom left."""
    left, top, right, bottom = box
    return [round(0.75 * side, 3) for side in (left, page.height - bottom, right, page.height - top)]
