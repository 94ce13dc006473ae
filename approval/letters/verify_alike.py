"""Characters that a font draws with one and the same glyph: whoever reads a page back cannot tell which was written.

A PDF names one character for each glyph. Where a letter holds both a radical ⽤ and the character 用, copied from two
files, the page says 用 twice, to people and programs alike.
"""

from __future__ import annotations

import unicodedata

GROUPS = (
    "•· ・· ⋯… ⁝︙ ‑- ‒– ‵｀ ∕／ ➀① ➁② ➂③ ➃④ ➄⑤ ➅⑥ ➆⑦ ➇⑧ "
    "➈⑨ ➉⑩ 🄋⓪ 🄌⓿ ➊❶ ➋❷ ➌❸ ➍❹ ➎❺ ➏❻ ➐❼ ➑❽ ➒❾ ➓❿ ⮕➡ 〜～ "
    "⺂乛 ⺃乚 ⺅亻 ⺇𠘨 ⺉刂 ⺋㔾 ⺍𭕄 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺘扌 "
    "⺙攵 ⺛旡 ⺞歺 ⺠民 ⺡氵 ⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺩𤣩 ⺫罒 ⺲罒 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 "
    "⺱罓 ⺳㓁 ⺹耂 ⺺肀 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 "
    "⻊𧾷 ⻋车 ⻌辶 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 "
    "⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻮齿 "
    "⻯竜 ⻰龙 ⻱龜 ⻲亀 ⼾户 㖈䎛 㘽㦳 㫚曶 㬵胶 㬺幐 㬻䐠 㮣槩 㶷𤈎 墫壿 瑨𤨁 郞郎 "
    "﨣𧺯 𠦄卉 𣏌杞 𧃰䕫 𩿎𩿗"
)
"""Pairs of one glyph in the fonts of the letters: one character, and that in whose place it may stand."""

RANGES = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
"""Radicals and compatibility ideographs, of which Unicode itself says which characters they are."""


def _of_unicode(character: str) -> str:
    """Give the character that Unicode says another one stands for, where it is a single one."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


ALIKE = {
    **{place: _of_unicode(chr(place)) for first, end in RANGES for place in range(first, end)},
    **{ord(pair[0]): pair[1] for pair in GROUPS.split()},
}


def folded(text: str) -> str:
    """Write one character for all that look the same because they are the same drawing."""
    return text.translate(ALIKE)
