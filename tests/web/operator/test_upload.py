"""Uploading: what can be taken is kept, what cannot is told with the rule."""

from __future__ import annotations

import io

from PIL import Image

from approval.store import papers
from tests.web.conftest import House, pdf
from tests.web.visitor import Page

MIB = 1024 * 1024


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return out.getvalue()


def material(house: House, name: str = "floor-plan") -> Page:
    draft = house.draft()
    return house.visit("operator").open(f"/operator/drafts/{draft.id}/materials/{name}")


def held(house: House, page: Page) -> list[str]:
    number = int(page.path.split("/")[3])
    with house.office.store.look() as tx:
        return [paper.name for paper in papers.papers_of_draft(tx, number) if not paper.replaced]


def test_the_page_says_how_to_prepare_the_material_and_by_which_rule(house: House) -> None:
    page = material(house)

    assert "按比例绘制" in page.main
    assert "《医疗机构管理条例》" in page.main
    assert "每个文件不超过20 MiB" in page.main
    assert ".pdf" in page.tree.get_element_by_id("files").get("accept")


def test_several_files_are_taken_at_once_with_their_pages(house: House) -> None:
    page = material(house).press("上传", files={"files": [(pdf(3), "平面图.pdf"), (photo(), "照片.jpg")]})

    assert page.status == 200
    assert "已上传2个文件，共4页" in page.text
    assert "平面图.pdf" in page.main
    assert "3 页" in page.main


def test_a_wrong_type_is_told_and_the_other_files_are_kept(house: House) -> None:
    page = material(house).press(
        "上传", files={"files": [(b"MZ program", "平面图.pdf"), (photo(), "照片.jpg")]}
    )

    assert page.status == 422
    assert "文件“平面图.pdf”" in page.errors[0]
    assert "本材料接收 PDF、JPG 图片、PNG 图片、OFD" in page.errors[0]
    assert held(house, page) == ["照片.jpg"]


def test_a_type_that_this_material_does_not_take_is_refused(house: House) -> None:
    page = material(house, "feasibility-report").press("上传", files={"files": [(photo(), "照片.jpg")]})

    assert page.status == 422
    assert "本材料接收 PDF、OFD" in page.errors[0]


def test_a_file_over_twenty_mib_is_told_and_the_other_is_kept(house: House) -> None:
    large = pdf() + b"\0" * (20 * MIB)

    page = material(house).press("上传", files={"files": [(large, "扫描件.pdf"), (pdf(), "平面图.pdf")]})

    assert page.status == 422
    assert "超过了 20 MiB" in page.errors[0]
    assert "系统上传限制" in page.errors[0]
    assert held(house, page) == ["平面图.pdf"]


def test_an_upload_over_the_limit_of_a_request_is_answered_in_words(house: House) -> None:
    page = material(house)
    house.app.config["MAX_CONTENT_LENGTH"] = 1000

    told = page.press("上传", files={"files": [(b"\0" * 2000, "扫描件.pdf")]})

    assert told.status == 413
    assert "上传的内容太大" in told.heading
    assert held(house, page) == []


def test_choosing_no_file_is_told(house: House) -> None:
    page = material(house).press("上传")

    (at_the_field,) = page.tree.xpath("//main//*[@id='files-error']")
    assert "还没有选择文件。" in at_the_field.text_content()

    assert page.status == 422
    assert page.errors[0].startswith("还没有选择文件。")


def test_a_file_can_be_removed(house: House) -> None:
    page = material(house).press("上传", files={"files": [(pdf(), "旧图.pdf")]})

    after = page.press("移除")

    assert "已移除“旧图.pdf”" in after.text
    assert held(house, after) == []


def test_a_file_can_be_replaced(house: House) -> None:
    page = material(house).press("上传", files={"files": [(pdf(), "旧图.pdf")]})

    after = page.follow("替换").press("替换", files={"files": [(pdf(2), "新图.pdf")]})

    assert held(house, after) == ["新图.pdf"]


def test_a_wrong_replacement_leaves_the_file_where_it_was(house: House) -> None:
    page = material(house).press("上传", files={"files": [(pdf(), "旧图.pdf")]})

    told = page.follow("替换").press("替换", files={"files": [(b"nothing", "新图.pdf")]})

    assert told.status == 422
    assert held(house, told) == ["旧图.pdf"]


def test_an_uploaded_file_can_be_opened_again(house: House) -> None:
    content = pdf()
    page = material(house).press("上传", files={"files": [(content, "平面图.pdf")]})

    opened = page.follow("平面图.pdf")

    assert opened.response.mimetype == "application/pdf"
    assert opened.response.data == content


def test_nobody_of_another_institution_opens_or_removes_it(house: House) -> None:
    page = material(house).press("上传", files={"files": [(pdf(), "平面图.pdf")]})
    address = page.links()["平面图.pdf"]

    assert house.visit("stranger").open(address).status == 403
    own = house.draft(who="stranger")
    house.file(own, "floor-plan")
    theirs = house.visit("stranger").open(f"/operator/drafts/{own.id}/materials/floor-plan")
    form = next(form for form in theirs.tree.forms if form.get("action", "").endswith("/remove"))
    told = theirs.visitor.client.post(
        page.path.replace("/materials/floor-plan", f"/papers/{address.rsplit('/', 1)[-1]}/remove"),
        data=dict(form.form_values()),
    )
    assert told.status_code == 403
    assert held(house, page) == ["平面图.pdf"]


def test_a_material_that_is_not_on_the_list_is_not_found(house: House) -> None:
    assert material(house, "tea-ceremony").status == 404
