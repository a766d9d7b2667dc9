"""The grammar of duty sentences: cases by phenomenon, and what must hold for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import parse_notice
from pipeline.model.notice import Header, Section
from pipeline.model.text import Span, Text
from pipeline.stages.bearers import assign_bearers
from pipeline.stages.obligations import find_obligations
from pipeline.stages.obligations.carrying.state import Context
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.named import bearer_note, read_note
from pipeline.stages.obligations.sentences import SentenceReader
from pipeline.stages.obligations.splitting import split_sentences
from pipeline.stages.obligations.tokens import tokenise

CASES = Path(__file__).parent / "data" / "obligations" / "cases.txt"
WORDS = (
    "督促 相关部门 制定 规划 ， 将 安全 纳入 清单 。 应当 不得 每年 检查 对 进行 监督 并 、 和 的 "
    "由 企业 时 （ ） “ ” 《 》 ； ："
)


def read_cases() -> list[tuple[str, list[str]]]:
    blocks = [b.strip().split("\n") for b in CASES.read_text("utf-8").split("\n\n")]
    cases = [[line for line in b if not line.startswith("#")] for b in blocks]
    return [(c[0], c[1:]) for c in cases if c and c[0]]


def rows(sentence: str, frame: Frame, mark: str = "") -> list[str]:
    def said(span: Span | None) -> str:
        return sentence[span.start : span.end] if span else "-"

    verbs = ",".join(said(v) for v in frame.verbs)
    values = (
        verbs,
        said(frame.party),
        said(frame.target),
        said(frame.destination),
        "-" if mark else said(frame.subject),
        frame.modality,
    )
    return [mark + " | ".join(values)] + [row for child in frame.children for row in rows(sentence, child, "> ")]


def read_sentence(sentence: str) -> list[str]:
    reader = SentenceReader(Context())
    frames = [f for run in split_sentences(tokenise(sentence, 0, [])) for f in reader.read(run).frames]
    return [row for frame in frames for row in rows(sentence, frame)]


def test_there_are_cases() -> None:
    assert len(read_cases()) > 40


@pytest.mark.parametrize(("sentence", "expected"), read_cases(), ids=lambda v: v if isinstance(v, str) else "")
def test_sentence_gives_its_rows(sentence: str, expected: list[str]) -> None:
    assert read_sentence(sentence) == expected


def leaf(text: Text, marker: str | None = None) -> Section:
    place = text.quote(Span(0, len(text)))
    return Section(
        section_id="s1",
        parent_id=None,
        part="main",
        order=1,
        depth=1,
        kind="text",
        marker=None,
        text=place,
        place=place,
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=40).map("".join))
def test_any_sentence_is_read_and_every_value_is_its_place(string: str) -> None:
    text = Text.of(string)
    demands = find_obligations(text, [leaf(text)], Header(), [], [])
    for o in demands.obligations:
        for quote in (*o.verbs, o.party, o.target, o.destination, o.condition, o.occasion, o.place):
            assert quote is None or text.string[quote.char_start : quote.char_end] == quote.text


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("员工每周五前，须将工作方案传至公司网站。", "员工"),
        ("各乡镇、街道每月5日前，将报表送县局。", "各乡镇、街道"),
        ("公安派出所在7日内审核居民委员会的材料。", "公安派出所"),
        ("从事高空作业的人员每年进行一次体检。", "从事高空作业的人员"),
        ("在岗员工每年体检一次。", "在岗员工"),
        ("施工单位竣工后10日内清理现场。", "施工单位"),
        ("出差人员返回公司后五个工作日内填写报销单。", "出差人员"),
        ("患者死亡后6小时内医院应当完成记录。", "医院"),
        ("班级每天由值班教师清扫。", "值班教师"),
        ("公司将每季度对各部门进行一次考核。", "公司"),
    ],
)
def test_who_acts_stands_before_the_time(text: str, bearer: str) -> None:
    obligations = parse_notice(f"员工管理制度\n一、要求\n1.{text}\n".encode()).obligations
    assert [o.bearers[0].text if o.bearers else None for o in obligations] == [bearer]


@pytest.mark.parametrize(
    ("heading", "bearer"),
    [
        ("党委主要职责", "党委"),
        ("党委常委会其他成员共同职责", "党委常委会其他成员"),
        ("党委常委、纪委书记、监委主任岗位职责", "党委常委、纪委书记、监委主任"),
        ("公司级 总经理", "总经理"),
        ("制造工程师安全职责", "制造工程师"),
        ("水暖技工岗位职责", "水暖技工"),
        ("街道办事处（乡镇政府）安全生产监管职责", "街道办事处"),
        ("加强组织领导", None),
        ("指导企业等各方履行社会责任", None),
        ("主要任务", None),
        ("成员单位", None),
        ("相关部门职责", None),
        ("门卫岗位职责", "门卫"),
        ("信号指挥工职责", "信号指挥工"),
        ("甲方的权利和义务", "甲方"),
        ("项目经理安全生产责任制", "项目经理"),
        ("各班组工作目标", "各班组"),
        ("消防安全职责", None),
        ("企业家座谈会", None),
        ("科技人才交流会", None),
        ("新闻发布会", None),
        ("学生运动会", None),
        ("职工代表大会", "职工代表大会"),
        ("部门级 强电主管", "强电主管"),
        ("部门级 成本会计", "成本会计"),
        ("安全总监助理", "安全总监助理"),
        ("加强行业主管", None),
        ("与水利局的职责分工", None),
        ("承租单位", "承租单位"),
        ("带班领导职责", "带班领导"),
        ("润滑工", "润滑工"),
        ("施工", None),
        ("列第一位的责任单位为牵头单位", None),
        ("常务委员会依法对区人民政府行使监督职权", None),
    ],
)
def test_heading_names_a_bearer_or_none(heading: str, bearer: str | None) -> None:
    text = Text.of(heading)
    place = text.quote(Span(0, len(text)))
    section = leaf(text).model_copy(update={"kind": "heading", "heading": place, "text": None})
    found = assign_bearers(text, [section])[0].bearer
    assert (found.value if found else None) == bearer


@pytest.mark.parametrize(
    ("note", "bearers"),
    [
        (
            "（市应急局牵头，市公安局、市交通局配合）",
            [("市应急局", "lead"), ("市公安局", "support"), ("市交通局", "support")],
        ),
        ("（责任单位：市水务局）", [("市水务局", "sole")]),
        ("（各有关部门按职责分工负责）", [("各有关部门", "sole")]),
        ("（市财政局会同有关部门负责）", [("市财政局", "lead"), ("有关部门", "support")]),
        (
            "（责任单位：市教育局、市公安局，各区政府）",
            [("市教育局", "sole"), ("市公安局", "sole"), ("各区政府", "sole")],
        ),
        ("（市财政局、市教育局等部门）", [("市财政局", "sole"), ("市教育局等部门", "sole")]),
        ("（牵头：市教育局；配合：市财政局）", [("市教育局", "lead"), ("市财政局", "support")]),
        ("〔市财政局〕", [("市财政局", "sole")]),
        ("【市应急局、团市委】", [("市应急局", "sole"), ("团市委", "sole")]),
        ("责任单位：市水务局。完成时限：6月底前。", [("市水务局", "sole")]),
        ("牵头单位：市水务局，责任单位：市财政局", [("市水务局", "lead"), ("市财政局", "support")]),
        ("（完成时限：6月底前）", []),
        ("（附件2）", None),
        ("（试行）", None),
        ("〔2023〕", None),
        ("报送责任单位：市水务局。加强值守。", None),
    ],
)
def test_bracket_names_bearers_or_is_none(note: str, bearers: list[tuple[str, str]] | None) -> None:
    text = Text.of("加强管理。" + note)
    place = bearer_note(text, Span(0, len(text)))
    found = [(b.text, b.role) for b in read_note(text, *place, False, None)] if place else None
    assert found == bearers


def test_lines_below_an_item_name_its_bearers_and_say_by_when() -> None:
    notice = parse_notice(
        "方案\n一、任务\n1.完善制度，开展排查。（责任单位：市教育局；完成时限：2024年6月底前）\n2.组织开展培训。\n"
        "牵头单位：市应急局\n责任单位：市财政局、各镇\n完成时限：2024年12月底\n3.加强值守。完成时限：2025年3月底前。\n".encode()
    )
    owners = {o.obligation_id: o.verbs[0].text for o in notice.obligations}
    assert [(o.verbs[0].text, [(b.text, b.role) for b in o.bearers]) for o in notice.obligations] == [
        ("完善", [("市教育局", "sole")]),
        ("开展", [("市教育局", "sole")]),
        ("组织", [("市应急局", "lead"), ("市财政局", "support"), ("各镇", "support")]),
        ("加强", []),
    ]
    assert [(owners[d.obligation_id or ""], d.place.text) for d in notice.deadlines] == [
        ("完善", "2024年6月底前"),
        ("开展", "2024年6月底前"),
        ("组织", "2024年12月底"),
        ("加强", "2025年3月底前"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年6月底前，完成排查，编制方案；2025年底前，整改问题。", [1, 1, 2]),
        ("3月底前，编制方案，12月底前完成验收。", [1, 2]),
        ("2024年底前，建成平台，完成联网；制定管理办法。", [1, 1, 1]),
        ("6月底前，各镇应自收到通知之日起10日内上报方案，落实责任。", [1, 1, 2]),
    ],
)
def test_a_day_at_the_head_reaches_up_to_the_next_day(text: str, expected: list[int]) -> None:
    notice = parse_notice(f"整治方案\n一、任务\n（一）{text}\n".encode())
    at = {place: n for n, place in enumerate(sorted({d.place.char_start for d in notice.deadlines}), 1)}
    owned = [(o.obligation_id, d) for o in notice.obligations for d in notice.deadlines]
    assert sorted(at[d.place.char_start] for owner, d in owned if d.obligation_id == owner) == expected


@pytest.mark.parametrize(
    ("lead_in", "rows_found"),
    [
        ("保护区内禁止下列行为：", [("填埋", "prohibition"), ("引进", "prohibition")]),
        ("除第三条规定外，保护区内还禁止下列行为：", [("填埋", "prohibition"), ("引进", "prohibition")]),
        ("幼儿园不得有下列行为：", [("填埋", "prohibition"), ("引进", "prohibition")]),
        ("禁止从事下列活动：", [("填埋", "prohibition"), ("引进", "prohibition")]),
        ("管理单位应当做好下列工作：", [("填埋", "obligation"), ("引进", "obligation")]),
        ("管理单位应当公开下列事项：", [("公开", "obligation")]),
        ("有下列情形之一的，给予补助：", [("给予", "obligation")]),
        (
            "主管部门有权采取下列措施，被检查单位不得拒绝：",
            [("拒绝", "prohibition"), ("填埋", "permission"), ("引进", "permission")],
        ),
        ("禁止新建以下项目：", [("新建", "prohibition")]),
        ("工作人员有下列行为之一的，依法给予处分；构成犯罪的，依法追究刑事责任：", []),
        ("合同应当包括下列主要内容：", []),
        ("下列事项应当向代表大会报告，并由其审议通过：", [("报告", "obligation"), ("审议", "obligation")]),
        ("有下列情形之一，确需征收土地的，可以依法实施征收：", [("实施", "permission")]),
        ("煤矿提供的文件、资料：", []),
        ("本办法用语的含义如下：", []),
    ],
)
def test_items_inherit_what_their_lead_in_says(lead_in: str, rows_found: list[tuple[str, str]]) -> None:
    notice = parse_notice(
        f"湿地管理办法\n第一条 {lead_in}\n（一）填埋湿地；\n（二）引进外来物种。\n第二条 工作用语。\n".encode()
    )
    assert [(o.verbs[0].text, o.modality) for o in notice.obligations] == rows_found


@pytest.mark.parametrize(
    ("article", "verbs"),
    [
        ("举办幼儿园，举办者应当提出申请。", ["提出"]),
        ("使用供水的工程竣工验收时，建设单位应当通知供水企业。", ["通知"]),
        ("鼓励企业投保责任保险，保险机构应当提供服务。", ["投保", "提供"]),
        ("拒绝接受检查，造成设施损坏的，管理单位应当立即报告。", ["报告"]),
        ("管理单位建立巡查制度，造成设施损坏的，应当立即报告。", ["建立", "报告"]),
        ("管理单位开展巡查，发现设施损坏的，养护单位应当立即报告。", ["开展", "报告"]),
        ("医院实行首诊负责制，不得推诿患者。", ["实行", "推诿"]),
        ("医院接收患者，不得推诿。", ["推诿"]),
        ("引导开发老年住宅，鼓励企业投资。", ["引导", "投资"]),
        ("动用储备粮，由财政部门提出方案，报国务院批准。", ["提出", "报"]),
        ("建立联系制度，由财政部门负责。", ["建立", "负责"]),
        ("设立外商投资企业，依照有关法律的规定办理。", ["办理"]),
        ("转让房屋所有权，依照有关规定办理登记。", ["办理"]),
        ("国家建立登记制度，按照规定执行。", ["建立", "执行"]),
        ("信息提供者应当加强管理。\n发现违法信息的，应当停止传输。", ["加强", "停止"]),
        ("发现单位不具备安全条件，或者存在重大隐患的，主管部门应当依法处理。", ["处理"]),
        ("发现企业不按照规定处理废物，可能造成污染的，主管部门应当责令改正。", ["责令"]),
        ("用人单位不支付劳动报酬，经责令改正仍不支付的，主管部门应当依法处理。", ["处理"]),
        ("需要派员处置，或者接到指令的，公安机关应当立即派人赶赴现场。", ["派", "赶赴"]),
        ("需要取水，应当申请许可。", ["申请"]),
        ("需要加强管理，提高水平。", ["加强", "提高"]),
        ("当事人申请听证，行政机关应当组织听证。", ["组织"]),
        ("利用网络开展经营活动，经营者应当登记。", ["登记"]),
        ("市政府提出议案，一般应当在十五日前送交办事机构。", ["送交"]),
        ("当事人提出异议，登记机关应当予以核实。", ["核实"]),
        ("建设单位未履行义务，业主可以向法院起诉。", ["起诉"]),
        ("行政机关不予受理，当事人可以申请复议。", ["申请"]),
        ("登记部门不予办理登记，住建部门应当公示。", ["办理", "公示"]),
        ("第一次不超过15分钟，第二次不得超过10分钟。", ["超过", "超过"]),
        ("市政府统一领导节水工作，各部门应当落实。", ["领导", "落实"]),
        ("保护区内禁止下列行为：\n（一）排放工业废水；\n（二）新建、扩建有污染的项目。", ["排放", "新建"]),
    ],
)
def test_articles_say_in_which_case_and_what_is_forbidden(article: str, verbs: list[str]) -> None:
    notice = parse_notice(f"湿地管理办法\n第一条 {article}\n第二条 工作用语。\n".encode())
    assert [o.verbs[0].text for o in notice.obligations] == verbs


@pytest.mark.parametrize(
    ("article", "condition", "target"),
    [
        ("未按期完成任务，应当说明原因。", "未按期完成任务", "原因"),
        ("运输烟花爆竹，应当取得许可证。", None, "许可证"),
        ("处理个人信息，应当取得个人同意。", "处理个人信息", "个人同意"),
        ("检查记录以及相关证据，可以作为处罚的依据。", None, "检查记录以及相关证据"),
        ("检查结果、监测数据，应当及时向社会公布。", None, "检查结果、监测数据"),
        ("评估报告以及整改方案，应当报主管部门备案。", None, "评估报告以及整改方案"),
        ("贷款金额在五百万元以上，应当提供担保。", "贷款金额在五百万元以上", "担保"),
        ("发现单位不符合要求，但情节轻微的，应当责令整改。", "发现单位不符合要求，但情节轻微的", "整改"),
    ],
)
def test_cases_of_articles_are_whole_and_outcomes_are_acted_upon(
    article: str, condition: str | None, target: str | None
) -> None:
    (only,) = parse_notice(f"湿地管理办法\n第一条 {article}\n第二条 工作用语。\n".encode()).obligations
    assert only.condition is None if condition is None else only.condition and only.condition.text == condition
    assert (only.target.text if only.target else None) == target


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("管理办法\n第一条 安全主管的主要职责包括但不限于：\n- 制定管理制度；\n- 组织检查。\n", "安全主管"),
        ("管理办法\n一、有关职责\n班组长职责：\n（1）制定管理制度；\n（2）组织检查。\n", "班组长"),
        ("安全管理小组职责\n1、制定管理制度；\n2、组织检查。\n", "安全管理小组"),
        ("班组长安全生产责任制\n1、制定管理制度；\n2、组织检查。\n", "班组长"),
        ("成员单位职责\n县气象局：制定方案；组织检查。\n", "县气象局"),
        ("应急预案\n一、有关职责\n县气象局。制定方案。组织检查。\n", "县气象局"),
        ("应急预案\n一、职责\n各单位职责如下：\n1.气象部门。制定方案；组织检查。\n", "气象部门"),
        ("车间主任对本车间安全负责，其职责是：\n（1）制定管理制度；\n（2）组织检查。\n", "车间主任"),
    ],
)
def test_a_lead_in_and_a_title_say_whose_duties_follow(text: str, bearer: str) -> None:
    obligations = parse_notice(text.encode()).obligations
    assert [(o.bearers[0].text, o.verbs[0].text) for o in obligations] == [(bearer, "制定"), (bearer, "组织")]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("交通管制通告\n为保证通行安全，经研究作出安排。无关人员严禁进入防汛道路。\n特此通告。\n", ["进入"]),
        ("会议纪要\n会议指出，各部门要加强统筹规划。会议听取了汇报。\n", ["加强"]),
        ("会议纪要\n会议指出，市政府必须完成任务。会议要求，按照方案尽快实施。会议听取了汇报。\n", ["完成", "实施"]),
        ("督查通报\n责成公司作出说明。希望各部门珍惜荣誉。个别单位没有整改。\n", ["责成", "作出", "珍惜"]),
        ("安全工作总结\n各部门必须加强统筹规划。\n", []),
        ("关于开展调查的通知\n各县统计局：\n各县统计局6月19日前上报调查报告。\n各县已于5月1日前完成试点。\n", ["上报"]),
        ("交通管制通告\n过往车辆必须绕行。\n一、管制时间：5月1日。\n", []),
        ("实验室守则\n为保证安全，制定本守则。\n实验结束后切断电源。\n保持室内清洁。\n", ["切断", "保持"]),
        ("实验室概况\n实验结束后切断电源。\n保持室内清洁。\n", []),
        ("关于调整小组成员的通知\n各单位：\n成员因工作变动需要调整的，由所在单位提出，报组长审批。\n", ["提出", "报"]),
        ("关于清理楼道的提示\n小区是我们的家。请大家不要占用楼道。\n", ["占用"]),
    ],
)
def test_a_notice_without_sections_orders_in_its_paragraphs(text: str, verbs: list[str]) -> None:
    assert [o.verbs[0].text for o in parse_notice(text.encode()).obligations] == verbs


def test_behind_what_announces_meanings_no_paragraph_of_the_article_is_a_duty() -> None:
    text = (
        "供水条例\n第一条 本条例用语含义如下：\n二次供水：将管道水另行加压，再送至用户的方式。\n第二条 单位应当登记。\n"
    )
    assert [o.verbs[0].text for o in parse_notice(text.encode()).obligations] == ["登记"]


def test_what_the_meeting_says_next_is_not_of_whom_it_named_before() -> None:
    text = "会议纪要\n会议指出，市政府必须完成任务。会议强调，要加强督导。\n"
    found = parse_notice(text.encode()).obligations
    assert [[b.text for b in o.bearers] for o in found] == [["市政府"], []]


def test_a_lead_in_above_the_first_section_says_who_must() -> None:
    text = "宿舍公约\n宿舍是我们的家。住宿学生应遵守下列规定：\n一、参加消防演习。\n二、按时返回宿舍。\n"
    found = parse_notice(text.encode()).obligations
    assert [[b.text for b in o.bearers] for o in found] == [["住宿学生"], ["住宿学生"]]


def test_a_preamble_without_directive_tells_whom_it_names() -> None:
    text = "关于任务的通知\n各乡镇：\n现印发。各责任单位要高度重视，制定措施。\n一、工作目标\n完成任务。\n"
    found = parse_notice(text.encode()).obligations
    assert [([b.text for b in o.bearers], o.verbs[0].text) for o in found] == [
        (["各责任单位"], "重视"),
        (["各责任单位"], "制定"),
    ]


def test_how_things_stand_is_no_duty_and_what_is_to_be_done_about_it_is() -> None:
    text = (
        "某某县安全生产规划\n一、安全生产现状和面临的形势\n（一）“十二五”期间工作状况\n1、各级政府加强检查。\n"
        "（二）存在的主要问题\n企业没有落实责任。\n二、认清当前安全生产形势\n各单位要提高认识。\n三、解决存在的问题\n各单位要整改隐患。\n"
    )
    assert [o.verbs[0].text for o in parse_notice(text.encode()).obligations] == ["提高", "整改"]


def test_the_heading_of_a_chapter_that_lost_its_number_is_no_duty() -> None:
    text = "海湾保护条例\n第一条 市政府应当编制规划。\n市政府应当组织演练。\n生态修复\n第二条 市政府应当设置标志。\n"
    assert [o.verbs[-1].text for o in parse_notice(text.encode()).obligations] == ["编制", "演练", "设置"]


def test_below_what_a_notice_makes_known_the_items_are_duties() -> None:
    text = "留校通知\n各学院：\n学生必须登记，现将有关事项通知如下：\n1、各学院应当审核申请。\n2、学生必须离开。\n"
    assert [o.verbs[0].text for o in parse_notice(text.encode()).obligations] == ["审核", "离开"]


def test_a_line_above_items_of_an_article_names_them() -> None:
    text = "管理制度\n第一条 现金管理\n（一）现金的使用范围\n1.支付给外部人员的报酬；\n（二）收入必须入账。\n"
    assert [o.verbs[0].text for o in parse_notice(text.encode()).obligations] == ["入账"]


def test_an_article_that_begins_with_charge_is_a_duty_and_no_thing() -> None:
    text = "管理办法\n第一条 负责划分有关人员的职责，并监督检查。\n第二条 工作用语。\n"
    assert [o.verbs[0].text for o in parse_notice(text.encode()).obligations] == ["负责", "监督"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每班排污一次和冲洗水位表一次。", [("排污", None), ("冲洗", "水位表")]),
        ("每班应冲洗一次水位计和进行一次排污。", [("冲洗", "水位计"), ("进行", "排污")]),
        ("每周检查、每月通报。", [("检查", None), ("通报", None)]),
        ("每周检查和通报情况一次。", [("检查", "和通报情况")]),
        ("每天上班前、下班后各检查一次。", [("检查", None)]),
        ("每月作一次自动排汽试验。", [("作", "自动排汽试验")]),
        ("设备巡检每班不少于四次。", [("巡检", "设备")]),
        ("应急演练每年不少于两次。", [("演练", None)]),
        ("每年6月、12月各组织一次演练。", [("组织", "演练")]),
        ("每周手动试验一次安全阀。", [("试验", "安全阀")]),
        ("班级每天由值班教师清扫。", [("清扫", "班级")]),
        ("培训计划于每年1月底前报人事处。", [("报", "培训计划")]),
        ("养犬登记证每年注册一次。", [("注册", "养犬登记证")]),
        ("考核结果于次月5日前反馈被考核人。", [("反馈", "考核结果")]),
        ("每月开展自查不少于2次。", [("开展", "自查")]),
        ("水库管理员每日8时、20时各观测一次水位。", [("观测", "水位")]),
        ("暴雨期间每小时巡查一次。", [("巡查", None)]),
        ("施工期间每日检查一次设备。", [("检查", "设备")]),
        ("流向信息5日内报公安机关备案。", [("备案", "流向信息")]),
        ("预案由防汛办负责解释，每三年修订一次。", [("解释", "预案"), ("修订", "预案")]),
    ],
)
def test_each_counted_deed_is_one_of_its_own(text: str, expected: list[tuple[str, str | None]]) -> None:
    obligations = parse_notice(f"锅炉房管理制度\n一、运行要求\n1.{text}\n".encode()).obligations
    assert [(o.verbs[-1].text, o.target and o.target.text) for o in obligations] == expected


@pytest.mark.parametrize(
    ("heading", "bearer"),
    [
        ("一、电工安全操作规程", "电工"),
        ("一、施工安全操作规程", None),
        ("一、仓库保管员岗位安全责任", "仓库保管员"),
        ("一、岗位：总经理", "总经理"),
        ("一、生产副总经理安全职责如下：", "生产副总经理"),
        ("第一条 车间主任安全职责", "车间主任"),
        ("第一条 基本要求：", None),
    ],
)
def test_a_heading_says_who_must(heading: str, bearer: str | None) -> None:
    obligations = parse_notice(f"某厂规章制度\n{heading}\n（1）做好记录。\n（2）组织检查。\n".encode()).obligations
    assert [o.bearers[0].text if o.bearers else None for o in obligations] == [bearer, bearer]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公司每半年、车间每季度、班组每月组织一次演练。", [("公司", "P6M"), ("车间", "P3M"), ("班组", "P1M")]),
        ("省级每年，市级每季度至少开展一次督查。", [("省级", "P1Y"), ("市级", "P3M")]),
        ("车间每季度组织一次演练，班组每月组织一次演练。", [("车间", "P3M"), ("班组", "P1M")]),
        ("公司每季度、每月各组织一次演练。", [("公司", "P3M"), ("公司", "P1M")]),
        (
            "公司每年组织1次演练，车间每月不少于1次，班组每周1次。",
            [("公司", "P1Y"), ("车间", "P1M"), ("班组", "P1W")],
        ),
        (
            "公司每年组织一次演练，车间每季度不少于1次，班组每月不少于1次。",
            [("公司", "P1Y"), ("车间", "P3M"), ("班组", "P1M")],
        ),
    ],
)
def test_names_that_act_each_as_often_as_stands_beside_them_have_a_row_each(
    text: str, expected: list[tuple[str, str]]
) -> None:
    notice = parse_notice(f"应急演练制度\n一、演练要求\n1.{text}\n".encode())
    bearers = {o.obligation_id: o.bearers[0].text for o in notice.obligations}
    assert [(bearers[f.obligation_id or ""], f.period) for f in notice.frequencies] == expected
    assert all(o.target and o.target.text in ("演练", "督查") for o in notice.obligations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("督促各部门按照职责分工，将履行责任情况列入述职内容。", [[], ["按照职责分工"]]),
        ("督促组织部门在干部提拔时，应当把履职情况作为参考，纳入考察内容。", [[], *[["在干部提拔时"]] * 2]),
        ("按照分工，督促各部门学习文件，做好工作。", [["按照分工"], [], []]),
        ("督促各部门落实责任，将履行责任情况列入述职内容。", [[], [], []]),
        ("将安全工作与业务工作同时安排、同时检查。", [["与业务工作同时"], ["与业务工作同时"]]),
        ("依纪依法查处违法行为。", [["依纪依法"]]),
        ("在作业前与受委托方签订协议。", [["在作业前", "与受委托方"]]),
        ("按照部门与企业的约定签订合同。", [["按照部门与企业的约定"]]),
        ("市应急局与市公安局签订协议。", [["与市公安局"]]),
        ("紧急情况下立即报告上级。", [["紧急情况下"]]),
        ("报告紧急情况下的处置措施。", [[]]),
        ("应在30分钟内电话报告、1小时内书面报告。", [["电话"], ["书面"]]),
        ("能立即整改的要立即整改，不能立即整改的要制定方案。", [["能立即整改的"], ["不能立即整改的"]]),
    ],
)
def test_each_deed_is_done_as_stands_beside_it(text: str, expected: list[list[str]]) -> None:
    obligations = parse_notice(f"安全管理制度\n一、要求\n1.{text}\n".encode()).obligations
    found = [[q.text for q in (o.occasion, o.condition, o.scope, *o.manner) if q] for o in obligations]
    assert found == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("第九条修改为：“乡镇政府应当利用沼气，发展循环农业。”", [("乡镇政府", "利用"), ("乡镇政府", "发展")]),
        ("第三条增加一款，作为第二款：“县林业局应当每年检查。”", [("县林业局", "检查")]),
        ("第九条改为第七条，修改为：“商会应当登记。", [("商会", "登记")]),
        ("“协会应当为商会提供咨询。”", [("协会", "提供")]),
        ("将第七条中的“报省局批准”修改为“报县局批准”。", []),
        ("删去《管理规定》第七条。", []),
        ("此外，对相关条文顺序作相应调整。", []),
        ("《供水条例》根据本决定作相应修改，重新公布。", []),
        ("第十条增加一项：“（四）不得携犬进入公园。”", [(None, "携犬")]),
        ("增加一条，作为第十二条：“养犬人应当登记。”", [("养犬人", "登记")]),
        ("增加一条生产线。", [(None, "增加")]),
        ("对下列行政法规予以废止：", []),
        ("废止《城市供水条例》。", []),
        ("原《养犬管理规定》自本条例施行之日起废止。", []),
        ("第三方机构应当增加检查次数。", [("第三方机构", "增加")]),
        ("“两客一危”车辆应当安装定位装置。", [("“两客一危”车辆", "安装")]),
    ],
)
def test_what_a_decision_changes_is_no_duty_but_its_new_text(paragraph: str, expected: list[tuple[str, str]]) -> None:
    notice = parse_notice(f"国务院关于修改部分法规的决定\n国务院决定：\n一、删去第一条。\n{paragraph}\n".encode())
    said = [(o.bearers[0].text if o.bearers else None, o.verbs[0].text) for o in notice.obligations]
    assert said == expected


@pytest.mark.parametrize(
    ("paragraph", "verbs"),
    [
        ("2022年4月，市政府开展检查。", []),
        ("2023年4月1日，市教育局印发方案，建立制度。", []),
        ("2022年以来，各校加强检查。", []),
        ("2023年4月3日，市教育局开展检查。", ["开展"]),
        ("2023年6月，各校开展检查。", ["开展"]),
        ("2022年12月底前，各校完成整改。", ["完成"]),
        ("2023年3月，各校应当开展检查。", ["开展"]),
        ("2023年3月，各校开展自查。", ["开展"]),
        ("2023年3月，各校开展了自查。", []),
        ("检查次数 每月检查 2 3 次", []),
        ("检查设备 2 次，检查仓库 3 次。", ["检查", "检查"]),
        ("应急响应分为四级。", []),
        ("未制定检查计划的扣5分；检查企业数量每少1家扣0.5分。", []),
    ],
)
def test_what_was_done_before_the_notice_figures_and_points_are_no_duty(paragraph: str, verbs: list[str]) -> None:
    notice = parse_notice(
        f"某某市教育局关于加强检查的通知\n各学校：\n一、检查工作\n{paragraph}\n某某市教育局\n2023年4月3日\n".encode()
    )
    assert [o.verbs[0].text for o in notice.obligations] == verbs
