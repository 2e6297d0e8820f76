"""What offices write over the columns of their tables of field work, and what they call the states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.domain import appeal, custody, hazard_codes, hazard_form, lost
from deskapp.domain.codes import CodeList
from deskapp.domain.machine import StepField
from deskapp.domain.person_codes import ID_KIND
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.things import KIND
from deskapp.domain.words import N_

NAMES: Mapping[str, str] = {
    "hazard": N_("Hazards"), "lead_appeal": N_("Lead appeals"), "custody": N_("Found things"),
    "lost_report": N_("Lost reports"),
}  # fmt: skip
"""What each register is called."""

STATES: Mapping[str, CodeList] = {
    "hazard": hazard_codes.STATUS, "lead_appeal": appeal.STATUS, "custody": custody.STATUS, "lost_report": lost.STATUS,
}  # fmt: skip

_CLOSED = StepField("closed_at", N_("Closed at"), "moment", required=False)
_RECEIVER = StepField("receiver", N_("To whom"), "code", required=False, options=DEPARTMENT)

FIELDS: Mapping[str, tuple[StepField, ...]] = {
    "hazard": (
        *(one for one in hazard_form.FIELDS if one.name not in ("measure", "finder")),
        _RECEIVER, StepField("receiver_due", N_("Reply due"), "moment", required=False),
        StepField("rechecks", N_("Rechecks"), "times", required=False), _CLOSED,
    ),
    "lead_appeal": appeal.FIELDS,
    "custody": (
        *custody.FIELDS,
        StepField("noticed_on", N_("Notice given"), "day", required=False),
        StepField("notice", N_("Where the notice stands"), "place", required=False),
        StepField("claimant", N_("Claimed by"), "name", required=False),
        StepField("claimant_phone", N_("Phone of the claimant"), "phone", required=False),
        StepField("proof", N_("How it was shown to be theirs"), "text", required=False),
        StepField("id_kind", ID_KIND.label, "code", required=False, options=ID_KIND),
        StepField("id_number", N_("ID number"), "id", required=False),
        StepField("delegate", N_("Fetched by somebody else"), "name", required=False),
        _RECEIVER, StepField("reason", N_("Receipt, reason"), "long", required=False), _CLOSED,
    ),
    "lost_report": (
        *lost.FIELDS,
        StepField("minor", N_("Minor"), "yes", required=False),
        StepField("result", N_("Result"), "long", required=False),
        StepField("found_at", N_("Found when"), "moment", required=False),
        StepField("found_place", N_("Found where"), "place", required=False),
        StepField("found_by", N_("Who found it"), "name", required=False),
        StepField("receipt", N_("Receipt number of the case system"), "text", required=False), _CLOSED,
    ),
}  # fmt: skip
"""The columns of each register: what its form asks, then what its steps ask; the state and the finder stand beside."""

EXPORTED: Mapping[str, Mapping[str, str]] = {
    "custody": {"kind": KIND.label}, "lost_report": {"kind": KIND.label},
}  # fmt: skip
"""What an export calls a column otherwise than the form does."""

BESIDE: Mapping[str, Mapping[str, str]] = {
    "hazard": {"status": hazard_codes.STATUS.label, "finder": hazard_form.LABELS["finder"]},
    "lead_appeal": {"status": appeal.STATUS.label},
    "custody": {"status": custody.STATUS.label},
    "lost_report": {"status": lost.STATUS.label},
}
"""Columns that are no field of their own, and their labels."""

_STATE = ("状态", "办理状态", "处理状态", "处置情况", "state", "status")
_AREA = ("区域", "网格", "所属网格", "警格", "area", "grid")
_CLOSED_HEADS = ("办结时间", "办结日期", "完成时间", "结束时间", "closed")

HEADS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "hazard": {
        "status": (*_STATE, "整改情况", "整改状态"), "category": ("隐患类别", "隐患类型", "类别", "类型", "kind"),
        "summary": ("隐患内容", "隐患情况", "隐患描述", "存在问题", "问题描述", "内容", "情况", "hazard"),
        "place": ("地点", "地址", "位置", "隐患地点", "隐患位置", "place"), "area": _AREA,
        "done": ("整改措施", "处理措施", "处置措施", "措施", "measure"),
        "deadline": ("整改期限", "期限", "限期", "整改时限", "deadline"),
        "level": ("隐患等级", "等级", "级别", "level"), "venue": ("场所类别", "场所类型", "九小场所", "venue"),
        "owner": ("责任人", "责任单位", "整改责任人", "负责人", "场所负责人", "owner"),
        "owner_phone": ("电话", "联系电话", "责任人电话", "手机", "phone"),
        "order_no": ("整改通知书", "通知书编号", "文书编号", "orderno"),
        "finder": ("发现人", "上报人", "检查人", "排查人", "foundby"),
        "source": ("发现方式", "来源", "隐患来源", "source"),
        "found_at": ("发现时间", "发现日期", "检查日期", "排查日期", "上报时间", "日期", "时间", "date"),
        "receiver": ("移交单位", "移交部门", "转办单位"), "receiver_due": ("答复期限", "回复期限"),
        "rechecks": ("复查次数", "复查"),
        "closed_at": (*_CLOSED_HEADS, "整改完成时间", "整改日期", "复查日期"),
    },
    "lead_appeal": {
        "status": _STATE, "text": ("内容", "征集内容", "正文", "线索内容", "征集正文", "text"),
        "kind": ("类别", "征集类别", "案件类别", "类型", "kind"),
        "channel": ("渠道", "发布渠道", "发布方式", "channel"),
        "expires_on": ("截止日期", "截止时间", "有效期", "征集期限", "until"),
        "place": ("地点", "案发地点", "地址", "place"), "area": _AREA,
    },
    "custody": {
        "status": (*_STATE, "领取情况", "认领情况"), "kind": ("类别", "物品类别", "物品种类", "类型", "kind"),
        "name": ("物品", "物品名称", "名称", "拾得物", "拾得物品", "thing", "name"),
        "finder": ("拾获人", "拾得人", "捡拾人", "交来人", "送交人", "上交人", "finder"),
        "phone": ("电话", "联系电话", "拾获人电话", "拾得人电话", "手机", "phone"),
        "locker": ("存放位置", "存放处", "柜号", "保管位置", "locker"),
        "features": ("特征", "颜色特征", "物品特征", "描述", "备注", "features"), "pieces": ("件数", "数量", "pieces"),
        "amount": ("金额", "现金", "内有现金", "amount"),
        "found_place": ("拾获地点", "拾得地点", "捡拾地点", "地点", "place"), "area": _AREA,
        "found_at": ("拾获时间", "拾得时间", "捡拾时间", "拾获日期", "日期", "时间", "date"),
        "witness": ("见证人", "共同接收人", "接收见证", "witness"),
        "noticed_on": ("公告日期", "招领日期", "公告时间"), "notice": ("公告位置", "招领公告", "公告"),
        "claimant": ("认领人", "领取人", "失主", "claimant"),
        "claimant_phone": ("认领人电话", "领取人电话", "失主电话"),
        "proof": ("认领依据", "核实依据", "认领凭据", "proof"),
        "id_kind": ("证件类型", "证件种类"), "id_number": ("证件号码", "身份证号", "证件号", "身份证"),
        "delegate": ("代领人", "代领"), "receiver": ("移交单位", "上交单位", "移交部门"),
        "reason": ("移交情况", "收据号", "处理说明", "说明"),
        "closed_at": (*_CLOSED_HEADS, "认领时间", "领取时间", "认领日期", "领取日期", "移交时间"),
    },
    "lost_report": {
        "status": _STATE, "kind": ("类别", "走失类别", "种类", "类型", "kind"),
        "name": ("姓名", "名称", "走失人", "走失人姓名", "物品名称", "物品", "name"),
        "owner": ("报告人", "报失人", "失主", "寻找人", "家属", "owner"),
        "phone": ("电话", "联系电话", "报告人电话", "手机", "phone"), "age": ("年龄", "岁数", "age"),
        "minor": ("未成年人", "是否未成年", "是否未成年人", "minor"),
        "last_place": ("走失地点", "丢失地点", "遗失地点", "最后出现地点", "地点", "place"), "area": _AREA,
        "features": ("特征", "外貌特征", "颜色特征", "衣着特征", "描述", "备注", "features"),
        "last_at": ("走失时间", "丢失时间", "遗失时间", "最后出现时间", "日期", "时间", "date"),
        "result": ("结果", "找回情况", "处理结果", "result"),
        "found_at": ("找到时间", "找回时间", "found"), "found_place": ("找到地点", "找回地点"),
        "found_by": ("找到人", "寻获人"), "receipt": ("回执号", "受案回执", "案件回执号", "receipt"),
        "closed_at": _CLOSED_HEADS,
    },
}  # fmt: skip
"""The headings that offices use, beside the labels and the names of the fields themselves."""

STATE_WORDS: Mapping[str, Mapping[str, str]] = {
    "hazard": {
        "": "found", "未整改": "found", "待处理": "found", "现场整改": "fixed_on_spot", "当场整改": "fixed_on_spot",
        "限期整改": "ordered", "整改中": "ordered", "已整改": "rechecked_ok", "整改完成": "rechecked_ok",
        "已消除": "rechecked_ok", "复查不合格": "recheck_failed", "已移交": "transferred",
    },
    "lead_appeal": {"": "draft"},
    "custody": {
        "": "received", "待领": "received", "未领取": "received", "保管中": "received", "待认领": "received",
        "已公告": "noticed", "公告中": "noticed", "已领取": "claimed", "已领": "claimed", "已发还": "claimed",
        "已上交": "handed_up", "已移交": "handed_up",
    },
    "lost_report": {
        "": "open", "未找到": "open", "寻找中": "open", "已找到": "found", "已寻回": "found", "找回": "found",
        "已找回": "found", "未果": "closed_unfound", "已移交": "to_case", "立案": "to_case",
    },
}  # fmt: skip
"""What offices call the states, beside their labels; nothing said is the first of them."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "hazard": ("category", "summary"), "lead_appeal": ("text",), "custody": ("name",), "lost_report": ("name",),
}  # fmt: skip
"""The columns without which a row of headings is none."""


def labels(register: str) -> Mapping[str, str]:
    """What each column is called, the state first."""
    return {**BESIDE[register], **{one.name: one.label for one in FIELDS[register]}}
