"""How the page looks: on a phone, a screen and a projector, in light and dark, and on paper."""

from __future__ import annotations

from retrosheet.report.gantt.style import FONTS, dark_sheet, style_sheet

_LIGHT = """
:root{color-scheme:light dark;--paper:#fff;--wash:#f5f7f9;--ink:#1f2933;--soft:#5b6773;
--line:#dde3e9;--deep:#16324a;--link:#0b6e8a;--bad:#b92b15;--bad-wash:#fdeae6;--warn:#7a5200;
--warn-wash:#fff4da;--good:#22693f;--good-wash:#e6f4ea;--bar:#8db9e6;--rest:#e3e8ed}"""
_DARK = """
:root{--paper:#111a22;--wash:#18232d;--ink:#e4e9ee;--soft:#a3b1be;--line:#2a3743;--deep:#e4e9ee;
--link:#58c4e0;--bad:#ff9a86;--bad-wash:#3a1a14;--warn:#f2c063;--warn-wash:#332507;--good:#7fd3a0;
--good-wash:#12301f;--bar:#2f6ea8;--rest:#2a3743}"""
_RULES = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 FONTS;
-webkit-text-size-adjust:100%}
header,main,footer{max-width:1260px;margin:0 auto;padding:0 clamp(16px,3vw,40px)}
header{padding-top:clamp(20px,3vw,40px)}
.kicker{margin:0;color:var(--soft);font-size:.95rem}
h1{margin:.1em 0 .5em;font-size:clamp(1.5rem,3.4vw,2.2rem);line-height:1.15;color:var(--deep);
letter-spacing:-.01em;overflow-wrap:anywhere}
h2{margin:0 0 .6em;font-size:1.15rem;color:var(--deep)}
.verdict{margin:0;padding:.75em 1em;border-left:5px solid;border-radius:0 6px 6px 0;
font-size:clamp(1.05rem,1.8vw,1.3rem);font-weight:600;line-height:1.35}
.verdict small{display:block;font-weight:400;font-size:.8em}
.bad{color:var(--bad)}.verdict.bad{background:var(--bad-wash)}
.warning{color:var(--warn)}.verdict.warning{background:var(--warn-wash)}
.good{color:var(--good)}.verdict.good{background:var(--good-wash)}
.verdict.plain{background:var(--wash);border-color:var(--soft)}
.facts{display:grid;grid-template-columns:repeat(6,1fr);gap:1px;margin:16px 0 0;
padding:0;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.facts>div{background:var(--paper);padding:12px 14px}
.facts dt{color:var(--soft);font-size:.82rem}
.facts dd{margin:2px 0 0;font-size:1.35rem;font-weight:650;line-height:1.2;
font-variant-numeric:tabular-nums}
.facts small{display:block;font-size:.82rem;font-weight:400;color:var(--soft)}
section{margin:clamp(26px,3vw,40px) 0 0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,430px),1fr));gap:0 40px}
ul{margin:0;padding-left:1.2em}li{margin:.25em 0}li::marker{color:var(--soft)}
.scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
table{width:100%;border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:0 0 .5em;font-size:.85rem}
th,td{padding:.42em .7em .42em 0;text-align:left;vertical-align:top;
border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;font-size:.82rem;white-space:nowrap;
border-bottom:2px solid var(--line)}
tbody th{font-weight:500}
.n{text-align:right;white-space:nowrap;padding-right:1.5em}th small{display:block;color:var(--soft);
font-weight:400}.b{width:24%;min-width:110px}.d{white-space:nowrap}.q{color:var(--soft)}
.g th{padding-top:1.1em;color:var(--deep);font-weight:700;border-bottom:2px solid var(--line)}
tfoot th,tfoot td{font-weight:700;border-bottom:0;border-top:2px solid var(--line)}
.tag{display:inline-block;padding:.05em .55em;border-radius:4px;font-size:.82rem;font-weight:600;
white-space:nowrap;background:var(--wash);color:var(--ink)}
.tag.bad{background:var(--bad-wash);color:var(--bad)}
.tag.warning{background:var(--warn-wash);color:var(--warn)}
.tag.good{background:var(--good-wash);color:var(--good)}
.bar{display:flex;height:8px;margin:6px 0 0;border-radius:4px;overflow:hidden;
background:var(--rest);forced-color-adjust:none}
td .bar{margin-top:.45em}
.bar i{background:var(--bar)}.bar i.l{background:#c8321a}.bar i.f{background:#7b8794}
figure{margin:0}.chart svg{display:block;width:100%;min-width:900px;height:auto}
.paper-only{display:none}
footer{margin-top:48px;padding-top:14px;padding-bottom:32px;color:var(--soft);font-size:.82rem;
border-top:1px solid var(--line)}
footer p{margin:.2em 0}
@media (max-width:1000px){.facts{grid-template-columns:repeat(3,1fr)}}
@media (max-width:560px){.facts{grid-template-columns:1fr 1fr}.facts dd{font-size:1.15rem}
.scroll table{min-width:600px}
tbody tr>th:first-child:not([colspan]){position:sticky;left:0;max-width:46vw;
background:var(--paper);box-shadow:1px 0 var(--line)}}
@media (min-width:1900px){body{font-size:18px}header,main,footer{max-width:1640px}}"""
_PRINT = """
@page{size:A4 landscape;margin:9mm 10mm 11mm;
@bottom-right{content:counter(page) " / " counter(pages);font:7.5pt sans-serif;color:#5b6773}}
@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:9pt;line-height:1.35}header,main,footer{max-width:none;padding:0}
h1{font-size:19pt}h2{font-size:11.5pt;break-after:avoid}.verdict{font-size:12pt;padding:.5em .8em}
.facts{margin-top:9pt;grid-template-columns:repeat(6,1fr)}.facts>div{padding:6pt 8pt}
.facts dd{font-size:13pt}.facts dt,.facts small,thead th,.tag,caption{font-size:7.5pt}
section{margin-top:13pt}
table{font-size:8.2pt}th,td{padding:.2em .6em .2em 0}.g th{padding-top:.7em}
tr,li,figure{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}
.pair{grid-template-columns:1fr 1fr;gap:0 24pt}
.screen-only{display:none}.paper-only{display:block}
.chart{break-before:page;break-after:page;margin:0}.chart h2{display:none}
.g{break-after:avoid}.sheet+.sheet{break-before:page}
.chart .sheet svg{min-width:0;width:100%;max-height:188mm}
footer{margin-top:14pt;padding:6pt 0 0}}"""


def sheet() -> str:
    """The style sheet of a page with drawings of the prefixes g, for a screen, and p, for paper.

    The dark colours are for screens only: paper is white.
    """
    rules = (
        _LIGHT
        + _RULES.replace("FONTS", FONTS)
        + style_sheet("g")
        + _hatches("p")
        + "@media screen and (prefers-color-scheme:dark){"
        + _DARK
        + dark_sheet()
        + "}"
        + _PRINT
    )
    return rules.replace("\n", "")


def _hatches(prefix: str) -> str:
    """The hatches of the paper drawings, whose patterns have names of their own."""
    return "".join(
        f".sheet .{name}{{fill:url(#{prefix}{pattern})}}"
        for name, pattern in (("bu", "b"), ("wt", "w"), ("ov", "o"))
    )
