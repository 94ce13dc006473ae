#!/usr/bin/env python3
"""Print the papers of the example application; run by maintainers when its texts change.

Everything in it is fictional. The papers are small real files, so that uploads, page counts and previews
have something to do. The same text gives the same bytes.
"""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ROOT / "examples" / "jianxi-nursing-station" / "papers"
FONTS = Path(os.environ.get("APPROVAL_FONTS") or ROOT / "fonts")

STYLE = """
@font-face { font-family: song; src: url("FandolSong-Bold.otf"); }
@font-face { font-family: fang; src: url("FandolFang-Regular.otf"); }
@page { size: A4; margin: 30mm 26mm;
        @bottom-center { content: "示例材料（虚构）  第 " counter(page) " 页"; font: 9pt fang; color: #555 } }
body { font: 14pt/1.9 fang; text-align: justify }
h1 { font: 20pt/1.5 song; text-align: center; margin: 0 0 14pt }
h2 { font: 14pt/1.9 song; margin: 10pt 0 0 }
p { text-indent: 2em; margin: 0 }
.sign { text-align: right; margin-top: 30pt }
table { border-collapse: collapse; width: 100%; font-size: 12pt }
td, th { border: 0.5pt solid #333; padding: 3pt 6pt; text-align: left }
.break { break-before: page }
"""

HOME = "颐安养老服务中心"
STATION = f"{HOME}护理站"
ADDRESS = "洛阳市涧西区示例路18号"
SIGNED = f'<p class="sign">{HOME}（公章）<br>2026年9月16日</p>'

TEXTS = {
    "application": f"""<h1>设置医疗机构申请书</h1>
<table><tr><th>申请单位</th><td>{HOME}</td></tr><tr><th>拟设机构名称</th><td>{STATION}</td></tr>
<tr><th>类别</th><td>护理站</td></tr><tr><th>地址</th><td>{ADDRESS}1号楼一层东侧</td></tr>
<tr><th>服务对象</th><td>本机构入住老年人</td></tr><tr><th>床位</th><td>0张</td></tr></table>
<p>我中心现有养老床位120张，入住老年人96人，其中失能、半失能老年人41人。为满足入住老年人的护理需求，
现申请在机构内设置护理站，请予审批。</p>{SIGNED}""",
    "feasibility-report": f"""<h1>{STATION}设置可行性研究报告</h1>
<h2>一、申请单位基本情况</h2><p>{HOME}为民办非企业单位，2019年登记，现有养老床位120张。</p>
<h2>二、所在地区人口和医疗需求</h2><p>中心周边三公里内常住人口约6万人，60岁以上人口占两成。入住老年人中，
患高血压、糖尿病等慢性病的占七成，需要长期护理的占四成。</p>
<h2>三、拟设机构的名称、选址、功能和任务</h2><p>拟设{STATION}，为入住老年人提供基础护理、专科护理、
临终护理、消毒隔离技术指导、营养指导、社区康复指导和健康宣教等服务。</p>
<div class="break"></div><h2>四、服务方式、时间和人员配备</h2><p>实行24小时值班。配备注册护士3名，其中主管护师1名，
康复治疗人员1名，护理员8名。</p>
<h2>五、仪器设备</h2><p>治疗车、体温计、血压计、紫外线消毒灯、供氧装置、简易呼吸器等。</p>
<h2>六、污水、污物处理</h2><p>医疗废物分类收集，委托有资质的单位处置，方案另附。</p>
<h2>七、资金来源和投资预算</h2><p>自筹资金，投资总额35万元。</p>{SIGNED}""",
    "site-report": f"""<h1>{STATION}选址报告</h1><h2>一、选址依据</h2><p>护理站设在中心1号楼一层东侧，
便于入住老年人就近接受护理。</p><h2>二、周边环境和公用设施</h2><p>水、电、通讯设施齐全，救护车可以直接到达。</p>
<h2>三、与托幼机构、中小学校、食品生产经营单位的布局关系</h2><p>与最近的中小学校相距420米，
中心厨房设在2号楼，互不影响。</p><h2>四、占地和建筑面积</h2><p>护理站用房建筑面积86平方米。</p>{SIGNED}""",
    "applicant-certificate": f"""<h1>民办非企业单位登记证书（副本，示例）</h1>
<table><tr><th>统一社会信用代码</th><td>见申请表</td></tr><tr><th>名称</th><td>{HOME}</td></tr>
<tr><th>住所</th><td>{ADDRESS}</td></tr><tr><th>业务范围</th><td>老年人集中照料服务</td></tr></table>
<p>本页是为演示而作的样张，不是真实证件。</p>""",
    "representative-identity": """<h1>法定代表人身份证明（样张）</h1>
<p>姓名：周安。本页是为演示而作的样张，不含真实证件号码。</p>""",
    "lease-contract": f"""<h1>房屋租赁合同（节录，示例）</h1><p>出租人将位于{ADDRESS}的1号楼、2号楼出租给{HOME}，
用于养老服务和内设医疗机构，租期自2024年1月1日起至2033年12月31日止。</p><div class="break"></div>
<p>双方约定，承租人可以按照国家有关规定对用房进行适老化改造。</p>{SIGNED}""",
    "staff-roster": """<h1>卫生技术人员名录</h1><table><tr><th>姓名</th><th>岗位</th><th>职称</th><th>执业证书</th></tr>
<tr><td>许静</td><td>护士</td><td>主管护师</td><td>有效期内</td></tr><tr><td>韩雪</td><td>护士</td><td>护师</td>
<td>有效期内</td></tr><tr><td>罗佳</td><td>护士</td><td>护士</td><td>有效期内</td></tr><tr><td>杜明</td>
<td>康复治疗</td><td>康复治疗师</td><td>有效期内</td></tr></table><p>资格证书、执业证书复印件附后（样张）。</p>
<div class="break"></div><h1>证书复印件（样张）</h1><p>本页是为演示而作的样张，不是真实证件。</p>""",
    "cooperation-agreement": f"""<h1>医养合作（转诊）协议（示例）</h1><p>甲方：{HOME}；乙方：示例区人民医院。</p>
<p>乙方为甲方入住老年人提供急诊转诊绿色通道和定期巡诊，协议有效期三年。</p>{SIGNED}""",
    "waste-plan": f"""<h1>污水、污物处理方案</h1><h2>一、医疗废物</h2><p>按照感染性、损伤性分类收集，
设专用存放点，与治疗区隔开，由有资质的单位每两日收运一次。</p><h2>二、污水</h2><p>护理站污水经消毒后排入市政管网，
消毒记录保存三年。</p>{SIGNED}""",
}


def print_papers() -> None:
    """Print every paper into the example's folder."""
    PAPERS.mkdir(parents=True, exist_ok=True)
    os.environ["SOURCE_DATE_EPOCH"] = "1789516800"
    fonts = FontConfiguration()
    style = CSS(string=STYLE, font_config=fonts, base_url=f"{FONTS.resolve().as_uri()}/")
    for name, text in TEXTS.items():
        page = HTML(string=f'<html lang="zh-CN"><title>{name}</title><body>{text}</body></html>')
        page.write_pdf(
            PAPERS / f"{name}.pdf", stylesheets=[style], font_config=fonts, pdf_identifier=name.encode()
        )
    draw_floor_plan(PAPERS / "floor-plan.png")


def draw_floor_plan(path: Path) -> None:
    """Draw the floor plan as an image, as applicants photograph or scan theirs."""
    image = Image.new("L", (1400, 900), 255)
    pen = ImageDraw.Draw(image)
    words = ImageFont.truetype(str(FONTS / "FandolHei-Regular.otf"), 34)
    rooms = [
        ((60, 120, 560, 480), "治疗室 22㎡"),
        ((560, 120, 960, 480), "处置室 16㎡"),
        ((960, 120, 1340, 480), "护士办公室 18㎡"),
        ((60, 480, 760, 820), "康复指导区 24㎡"),
        ((760, 480, 1340, 820), "医疗废物存放点（隔开） 6㎡"),
    ]
    pen.text((60, 40), f"{STATION}平面图（比例1∶100，示例）", font=words, fill=0)
    for box, name in rooms:
        pen.rectangle(box, outline=0, width=6)
        pen.text((box[0] + 24, box[1] + 24), name.replace("㎡", "平方米"), font=words, fill=0)
    image.save(path, optimize=True)


if __name__ == "__main__":
    print_papers()
