"""What invented people bring to the practice desk, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping

MATTERS: Mapping[str, tuple[str, ...]] = {
    "dispute": (
        "楼上空调滴水，说了三次不改，两家吵起来了",
        "借给邻居八千元一年不还，想请民警帮着说说",
        "门口停车位被占，双方推了几下",
        "合伙卖烧烤散伙，冰柜归谁说不清",
        "装修砸墙震裂了隔壁墙皮，要求赔偿",
    ),
    "hazard": (
        "楼道里停着四辆电动车，充电线拉到窗外",
        "小区东门井盖松动，车压过去哐当响",
        "消防通道停满了车",
        "单元门禁坏了，谁都能进",
    ),
    "noise": ("广场舞音响太大，孩子写不了作业", "楼下麻将馆半夜还在打牌", "隔壁装修中午不停"),
    "lost_item": ("买菜时钱包掉了，里面有医保卡", "公交车上落了一个黑色双肩包", "电动车钥匙丢在小区里"),
    "lost_person": ("父亲下楼遛弯两个小时没回来，八十一岁，穿灰夹克", "侄女和家里吵架出门，电话关机"),
    "lost_pet": ("白色泰迪走丢了，脖子上有红绳", "鹦鹉从阳台飞走了"),
    "found_item": ("捡到一串钥匙和门禁卡", "出租车上有乘客落下的手机"),
    "stranded": ("外地来的，钱和手机都丢了，想联系家里", "老人坐错车，说不清住哪"),
    "rescue_vehicle": ("车陷在工地泥里出不来", "三轮车链条断了横在路口"),
    "rescue_other": ("钥匙锁在屋里，灶上还烧着水", "电梯停在四楼，里面有人"),
    "utility_danger": ("楼道里有燃气味", "水管爆了，水漫到二楼"),
    "suicide_drown": ("有人坐在河堤护栏外面一直哭",),
    "elder_care": ("独居老人两天没开门，邻居不放心", "老人一个人去不了医院，想找人陪"),
    "unpaid_money": ("顾客吃完饭没给钱走了", "干了半个月活，老板说没钱"),
    "other_help": ("想借个轮椅送老人下楼", "手机不会用，帮忙给儿子打个电话"),
    "id_card": ("身份证丢了怎么补办", "身份证快到期，问要不要照相"),
    "residence_permit": ("居住证到期续签要什么材料", "新来租房，问怎么登记"),
    "household": ("孩子上户口要带什么", "户口本上婚姻状况想改一下"),
    "vehicle": ("驾驶证换证在哪里体检", "电动车上牌怎么预约"),
    "certificate_delivery": ("母亲卧床，身份证能不能送到家",),
    "legal_consult": ("房东不退押金，问该去哪里告", "签了合同对方反悔，想问问法律上怎么说"),
    "consumer": ("买的手机是翻新机，商家不认", "健身房关门了，卡里还有两千"),
    "women_rights": ("单位知道怀孕后让写辞职信",),
    "other_consult": ("问社区什么时候有反诈讲座", "问流浪猫归谁管"),
    "dog": ("有人遛狗不拴绳，吓着孩子", "院里的狗半夜一直叫"),
    "fraud_alert": ("自称客服让开共享屏幕，觉得不对来问", "刷单先垫了三百，现在要再交钱才给返"),
    "tip": ("出租屋夜里进出很多陌生人", "有人在群里卖假烟"),
    "suspicious": ("有个戴帽子的男子在单元门口转了一上午", "有人挨家拉车门"),
    "case_report": ("电动车昨夜被偷", "手机在集市上被扒"),
    "violence_home": ("丈夫喝酒后动手，脸上有伤，不敢回家",),
    "complaint": ("上次打电话没人接，来问问", "嫌办证排队时间太长"),
    "suggestion": ("建议在学校门口放学时多站个人", "建议小区装监控"),
    "thanks": ("送来锦旗，谢谢帮忙找回老人", "谢谢民警垫付车费"),
    "other": ("来歇歇脚，顺便问个路",),
}

FREQUENT = (
    "dispute",
    "dispute",
    "dispute",
    "hazard",
    "hazard",
    "noise",
    "noise",
    "lost_item",
    "lost_item",
    "id_card",
    "id_card",
    "household",
    "residence_permit",
    "other_help",
    "elder_care",
    "tip",
    "fraud_alert",
    "consumer",
    "legal_consult",
    "dog",
)
"""Categories that come again and again."""

CHANNELS = ("walk_in",) * 7 + (
    "phone",
    "phone",
    "patrol",
    "visit",
    "wechat_group",
    "grid",
    "stamp",
    "outing",
    "incident_110",
    "superior",
    "other_dept",
    "letter",
    "other",
)

ON_SPOT = (
    "当面解答清楚，群众表示明白",
    "现场劝开，双方握手",
    "帮忙联系上家人，已接走",
    "一次性告知清单已给",
    "当场处理完毕，群众满意",
)
RESULTS = (
    "上门协商，双方同意各让一步",
    "物业当天派人修好，已现场看过",
    "已找到并送回，家属签字",
    "约谈后停止，承诺不再犯",
    "联系商家退款到账",
)
NOTES = (
    ("call", "电话联系对方，约明天下午来警务室"),
    ("visit", "上门看了现场，拍照两张"),
    ("reply", "物业回话：已报维修"),
    ("note", "当事人情绪平稳，提醒保留凭证"),
    ("call", "未接，晚上再打"),
    ("visit", "和网格员一起走访了左右邻居"),
)
WAITING_FOR = ("物业回复维修时间", "对方当事人从外地回来", "居委会核实住户", "商家总部答复", "家属商量结果")
DEPARTMENTS = (
    "zz_centre",
    "justice",
    "city_mgmt",
    "housing",
    "committee",
    "labour",
    "market",
    "traffic",
    "fire",
    "women_union",
)
REPLIES = ("已派人处理完毕，附照片", "已受理并答复本人", "现场整改完成")
RETURNED = ("不属该部门管辖，退回", "材料不全，请补充后再转")
TOLD = ("告知地址和电话，写了便条", "告知可先网上预约", "说明不归公安管，指了去处")
WITHDRAWN = ("本人说自己谈好了，不用管了", "东西在家里找到了", "不想追究了，谢谢")
REOPENED = ("群众来电：问题又出现了", "回访不满意，重新处理", "对方没有按说好的做")
FOLLOWUPS = ("satisfied",) * 6 + ("basic", "basic", "dissatisfied", "no_answer", "relapsed", "escalated")
