"""Web pages: what sites put around a notice is none of it, whatever system laid the page out."""

from __future__ import annotations

import pytest

from pipeline.inputs.html import read_html

TITLE = "县教育局关于开展秋季开学安全检查的通知"
BODY = [
    "各中小学校：",
    "为做好秋季开学工作，确保师生安全，现将有关事项通知如下。",
    "1．各学校要在8月28日前完成校舍、食堂、消防设施自查，建立问题台账。",
    "2．县教育局每周抽查不少于5所学校，发现问题的责令限期整改。",
    "特此通知。",
]
SIGNATURE = ["县教育局", "2023年8月20日"]
TEXT = "".join(f"<p>{line}</p>" for line in BODY)
SIGNED = TEXT + "".join(f"<p align=right>{line}</p>" for line in SIGNATURE)


def lines(body: str, title: str = TITLE) -> list[str]:
    page = f"<!doctype html><meta charset=utf-8><title>{title}-某县政府网站</title><body>{body}</body>"
    return read_html(page.encode()).text.string.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "2023-08-21",
        "2023-08-21 10:20:11",
        "2023年8月21日09:12 | 来源：某县日报",
        "2023-08-21　阅读次数：35",
        "2023-08-21 | 阅读 1.2万",
        "时间：2023-08-21 来源：本网 【字体：大 中 小】 分享：",
        "时间：2023年8月21日 来源：县教育局 文号：无",
        "作者：办公室　发布时间：2023/8/21 9:12:00　点击数：56",
        "某县发布 2023-08-21 09:12 某县融媒体中心官方帐号 关注",
        "楼主 发表于 2023-08-21 10:00 | 只看该作者",
        "县教育局　2023-08-21　已有 128 人阅读",
        "↑点击蓝字关注我们",
        "正文",
    ],
)
def test_what_sites_put_between_title_and_text(line: str) -> None:
    assert lines(f"<div><h1>{TITLE}</h1><p>{line}</p>{SIGNED}</div>") == [TITLE, *BODY, *SIGNATURE]


@pytest.mark.parametrize(
    "line",
    [
        "原文链接：http://www.example.gov.cn/1.html",
        "声明：本文由用户上传，不代表本站观点，如有侵权请联系删除。",
        "【免责声明】本文来源于网络，仅供学习参考，版权归原作者所有。",
        "上一页 1 2 3 下一页 共3页",
        "第 1 页 共 3 页",
        "—END—",
        "来源 | 县教育局",
        "审核 | 老李",
        "更多精彩内容，请关注公众号：平安校园",
        "您觉得这条信息有用吗？",
        "举报/反馈",
        "内容来自某某网www.example.com转载请标明出处.",
        "特别提示：以上内容仅供参考，具体以官方发布为准。",
        "【TOP】 【打印页面】 【关闭页面】",
        "分享让更多人看到",
    ],
)
def test_what_sites_put_below_a_notice(line: str) -> None:
    assert lines(f"<div><h1>{TITLE}</h1>{SIGNED}<p>{line}</p></div>") == [TITLE, *BODY, *SIGNATURE]


@pytest.mark.parametrize("line", ["时间：2023年8月21日上午9:00", "资金来源：财政", "填表人：张三 填表日期：2023-08-21"])
def test_lines_of_a_notice_that_look_alike_stay(line: str) -> None:
    assert lines(f"<div><h1>{TITLE}</h1><p>各中小学校：</p><p>{line}</p>{SIGNED}</div>")[2] == line


def test_a_date_that_signs_stays() -> None:
    assert lines(f"<div><h1>{TITLE}</h1><p>同意。</p><p>县教育局</p><p>2023-08-20</p></div>")[-1] == "2023-08-20"


@pytest.mark.parametrize("name", ["rm_txt_con cf", "t_f", "bbs-content", "best-content", "answer-content", "fulltext"])
def test_names_that_systems_give_the_text(name: str) -> None:
    other = "<div class=x>谢谢楼主分享，我们学校每月也检查一次，收藏备用。</div>"
    page = f"<h1>{TITLE}</h1><div class=x>匿名网友提问</div><div class='{name}'>{SIGNED}</div>{other}"
    assert lines(page) == [TITLE, *BODY, *SIGNATURE]


def test_a_title_in_two_lines_and_one_with_a_button() -> None:
    text = f"<div id=zoom>{SIGNED}</div>"
    assert lines(f"<div class=title><p>县教育局</p><p>{TITLE[4:]}</p></div>{text}")[:2] == ["县教育局", TITLE[4:]]
    assert lines(f"<h1>{TITLE}<a>收藏</a></h1>{text}")[:2] == [TITLE, BODY[0]]


def test_files_and_related_pages_below_a_text_without_date() -> None:
    files = "<p><a href=1>附件1：自查表.docx</a></p><p><a href=2>附件2：台账.xlsx（12KB）</a></p>"
    related = "<p><b>相关阅读：</b></p><p><a href=1>一图读懂开学安全检查通知</a></p>"
    for links in (files, related):
        assert lines(f"<div><h1>{TITLE}</h1>{TEXT}{links}</div>") == [TITLE, *BODY]
    own = "<p>附件：</p><p><a href=1>自查表</a></p>"
    assert lines(f"<div><h1>{TITLE}</h1>{TEXT}{own}</div>") == [TITLE, *BODY, "附件：", "自查表"]


@pytest.mark.parametrize(
    "between", ["<p><a href=1>分工表</a></p>", "<p>【打印】</p>", "<div><a href=2>2</a> <a href=3>下一页</a></div>"]
)
def test_sentences_beyond_a_link_in_the_midst_are_read(between: str) -> None:
    """One element holds most of the sentences: what stands beside it was left out at the first link, without a word."""
    first = [line * 2 for line in BODY[1:4]]
    rest = [BODY[2], BODY[3]]
    page = f"<div><p>{'<br>'.join(first)}</p>{between}{''.join(f'<p>{line}</p>' for line in rest)}</div>"
    found = lines(page, "")
    assert found[:3] == first and found[-2:] == rest
    found = lines(page.replace(between, "").replace("</div>", "<p><a href=1>县教育局</a></p></div>"), "")
    assert [line for line in found if line in (*first, *rest)] == [*first, *rest]


def test_a_table_of_a_page_that_brings_no_evidence() -> None:
    rows = (("公开类型", "主动公开", "公开时限", "长期公开"), ("信息来源", "县府办", "公开日期", "2023-08-21"))
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    assert lines(f"<div><h1>{TITLE}</h1><table>{table}</table>{SIGNED}</div>") == [TITLE, *BODY, *SIGNATURE]
