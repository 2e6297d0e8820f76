"""Whether a word that stands alone looks like a person's name; a wrong name is worse than none."""

from __future__ import annotations

import re

_COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛"
    "邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢骆岳齐梅庄涂祁耿詹关费纪靳童欧甄裴祝霍柯阮"
    "丘冉凌辛闫肖游覃莫娄卓喻艾佟滕饶苗邬阳窦原盛蓝房鲍习褚柴桂尚穆宁戚谷鞠腾"
)
_RARE = (
    "单仇解查朴区盖乐曲包华计司应古卫巩卞宗池项鹿佘成屈车全冷权寇管栾干党景荆巫沙连尉时邝隋冼"
    "税苟种苑敬玉仝井水桑别吉敖臧湛母门盘封师练"
)
_DOUBLE = (
    "欧阳", "尉迟", "上官", "司马", "诸葛", "夏侯", "东方", "皇甫", "公孙", "慕容", "令狐",
    "长孙", "宇文", "司徒", "司空", "端木", "万俟", "呼延", "南宫", "西门", "独孤", "轩辕",
    "申屠", "澹台", "濮阳", "百里", "钟离", "鲜于", "闻人", "赫连", "拓跋", "完颜",
)  # fmt: skip
_TITLE = (
    "(?:先生|女士|小姐|师傅|师父|阿姨|大爷|大妈|大娘|大叔|大姐|大哥|大嫂|叔叔|婶子|奶奶|爷爷|老师|医生|老板|经理|"
    "主任|书记|队长|同志|老汉|老太太|太太|婆婆|嫂子|叔|婶|嫂|哥|姐|姨|伯|爷|某某?)"
)

# Characters that hardly stand in a given name: with one of them it is a word, like 马路, 高空 or 白色.
_PLAIN = (
    "的了在是有不被把和没坏丢到上下里外来去说又要找问能让着过后前吗呢吧个只条辆家楼号门路店车狗猫钱房屋院区街巷桥道灯管线水电火气包卡证机器头脚手口边间"
    "旁面块色空费款钟点时分半昨今晚早夜常几多少每所谁哪什么样租户单元位置贴纸牌装修桶椅桌床药店馆厂场站柜货物业者们您你我他她它咱请想也都就还再从对给跟吵闹打骂"
    "偷抢捡漏堵停开关"
)
_GIVEN = f"[^\\W\\d_A-Za-z{_PLAIN}]"
_WORDS = frozenset(re.findall(r"\w+", """
    周一 周二 周三 周四 周五 周六 周日 周末 周天 周围 周边 白天 黄昏 夏天 马上 马桶 马蜂 高速 高中 高龄
    高层 安全 安静 常年 方便 方向 万一 温度 金毛 金鱼 石头 毛巾 文件 关于 关键 任何 何时 易燃 向东 向西
    向南 向北 江水 江苏 江西 安徽 湖南 于是 应该 成都 全部 全家 全体 查询 解决 解释 乐队 计划 司机 连续
    连夜 管理 孔明灯 龙虾 牛奶 牛羊 房产 房东 商家 童装 盛饭 原来 原先 原因 尚未 宁愿 习惯 古董 师生 母女
    母子 母亲 练琴 封控 盘查 种地 项链 党员 沙发 沙子 花园 段时间 文具 洪水 叶子 白菜 金子 金店 钟表 陶瓷
    康复 严重 易拉罐 纪念 游泳 游客 游戏 雷声 雷雨 汤圆 温泉 兰花 柳树 梅花 桂花 谷物 苗木 向导 祝福 贺卡
    武术 章程 季节 石油 石材 毕业 焦急 申请 申报 聂某 伍万
"""))  # fmt: skip
_TOP = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董曹袁邓许沈彭吕苏蒋蔡"
    "丁魏叶潘杜田姜范方谭廖邹熊陆郝孔崔邱秦史顾侯邵孟钱尹贺"
)

_CHINESE = re.compile(
    f"(?:(?:{'|'.join(_DOUBLE)}){_GIVEN}{{1,2}}|[{_COMMON}]{_GIVEN}{{1,2}}"
    f"|(?:{'|'.join(_DOUBLE)}|[{_COMMON}{_RARE}]){_TITLE}|[老小大][{_TOP}])"
)
_UNCOMMON = re.compile(f"[{_RARE}]{_GIVEN}{{1,2}}")
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,12}(?:[·・•‧∙][\u3400-\u9fff]{1,12}){1,3}")
_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ÿ'’.-]*(?: [A-Z][A-Za-zÀ-ÿ'’.-]*){1,3}")


def looks_like_name(word: str, *, beside_phone: bool = False) -> bool:
    """Whether `word`, which stands alone, is a name; beside a phone a rare surname is enough."""
    if word in _WORDS:
        return False
    if _CHINESE.fullmatch(word) or _DOTTED.fullmatch(word) or _LATIN.fullmatch(word):
        return True
    return beside_phone and _UNCOMMON.fullmatch(word) is not None


_SPEAKS = re.compile(r"(?:来)?(?:说|称|讲|反映|报称|报警|报案|来电|打电话|求助|咨询|想问|问(?!题)|举报|投诉)")


def speaker(text: str) -> str:
    """The name with which `text` begins, where that person is said to speak: 张伟说…; empty otherwise."""
    for length in range(min(4, len(text)), 1, -1):
        if looks_like_name(text[:length]) and _SPEAKS.match(text, length):
            return text[:length]
    return ""
