"""A name -> what it names: a Chinese person, an organisation, or none of both for sure."""

from __future__ import annotations

import re

# The commonest surnames, simplified and traditional: more than 99% of the population bear one of them.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜"
    "崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺毛郝顾龚邵万覃武钱莫孔向汤常温康施文牛樊葛邢安齐"
    "易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游靳辛管柴蒙鲍"
    "华喻祁房蒲滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满"
    "闻位厉伊仝区郜海阚花强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿"
    "乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺慕危玉银嵇公哈湛宾戎茅利呼居揭但尉冶斯元檀衣信展阴昝智幸奉衡富尧闭由赖骆詹洪殷"
    "丘钮莘郗綦庾亢濮淳竺逄贡钦荀隗宓郦习暨蒯桓滑束贝陳楊黃趙吳孫馬鄭謝許鄧馮韓蕭葉蔣蘇呂盧鍾鐘譚陸賈韋鄒閻嚴龍賀顧"
    "龔萬錢湯溫龐莊聶魯嶽關蘭畢單蓋紀華張劉羅應歐連簡賴鄺闞齊藍鄔婁竇甯寧項塗凃顏饒雲鮑欽麥費喬駱繆衛闕藺荊鈕閆儲諸"
    "勞榮樂遲貢"
)
_COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈姚卢姜崔"
    "張劉陳楊黃趙吳孫鄭謝許鄧韓馮蕭葉蔣魏蘇呂盧"
)
_COMPOUND = frozenset(
    "欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 夏侯 皇甫 尉迟 公孙 公孫 慕容 令狐 长孙 宇文 司徒 东方 南宫 端木".split()
)
# Words of two or three characters that begin like a surname: channels, places, and what stands on buttons.
_NO_PERSON = frozenset(
    "国际 国内 文化 文学 文旅 文史 文明 时评 时政 时事 时尚 时报 金融 金属 黄金 成都 安徽 云南 海南 海外 江西 "
    "江苏 华东 华南 平安 高铁 高清 高考 方案 方法 路透 石油 石家庄 马上 常见 丰田 房产 车市 车讯 教育 军事 公司 "
    "公益 公告 全文 全国 全球 全部 关注 关闭 明星 原创 原文 原标题 白酒 商业 商报 商务 农业 农村 司法 广州 广东 "
    "武汉 温州 宁波 宁夏 南京 南昌 南宁 北京 上海 天津 乐活 和讯 连载 管理 应用 相关 来源 游戏 解读 查看 国资 "
    "平台 路况 景区 都市 普法 花边 易车 支付 元旦 双语 智能 信息 信托 展览 计算 索引 向上 向下 大图 张家口 "
    "张家界 王者 李宁 马云 阿里 阿里云 华为 关于 党建 党史 党报 房价 花卉 于此 高层 高管 安全 单位 项目 万科 "
    "强国 富豪 利率 海报 海关 边疆 原因 洪水 洪灾 洪涝 洪峰 全文完 习俗 习惯 贝壳 寧夏 雲南 雲林 項目".split()
)
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_OF_SEVERAL_PARTS = re.compile(r"[\u4e00-\u9fff]{1,8}[·•・][\u4e00-\u9fff·•・]{1,12}$")
_ORGANISATION = re.compile(
    r"(?:网|報|报|社|台|频道|新闻|新聞|资讯|公司|集团|中心|委员会|办公室|办事处|编辑部|工作室|杂志|周刊|周报"
    r"|客户端|政府|发布|在线|门户|研究院|大学|学院|协会|学会|联盟|传媒|融媒|媒体|视频|观察|财经|号|网站|论坛|博客|出版社"
    r"|通讯|通訊|消息|时评|局|部|厅|院|所)$"
)
_COMPANY = re.compile(
    r"\.(?:com|net|org|de|fr|cn|co|io|tv|info|nl|it|es|at|ch|eu|uk)\b|https?:|www\."
    r"|\b(?:inc|llc|ltd|gmbh|ag|corp|news|media|press|agency|agence|agentur|times|journal|post|magazine|network|group"
    r"|newsroom|bureau|redaktion|rédaction|redacción|redazione|desk|editors|foundation|institute|university|verlag|online|tv|radio"
    r"|reuters|bloomberg|dpa|afp|ap|apa|efe|ansa|pti|ani|ians|tass|sid|kna|epd)\b",
    re.I,
)


def is_chinese_person(name: str) -> bool:
    """Whether a word can only be a Chinese name: surname and one or two characters, or a name of several parts.

    >>> is_chinese_person("欧阳小禾"), is_chinese_person("阿布都·热依木"), is_chinese_person("参考消息")
    (True, True, False)
    """
    if _OF_SEVERAL_PARTS.match(name):
        return not _ORGANISATION.search(name)
    if not _HAN_WORD.match(name) or name in _NO_PERSON:
        return False
    if name[:2] in _COMPOUND and len(name) > 2:
        return True
    return len(name) <= 3 and name[0] in _SURNAMES and not _ORGANISATION.search(name)


def is_surely_chinese_person(name: str) -> bool:
    """Whether a word is a Chinese name even where nothing around it says so: two characters need a common surname.

    >>> is_surely_chinese_person("胡平"), is_surely_chinese_person("时平")
    (True, False)
    """
    return is_chinese_person(name) and (len(name) > 2 or name[0] in _COMMON)


def is_organisation(name: str) -> bool:
    """Whether a name is that of a newspaper, agency, company or office.

    >>> is_organisation("参考消息网"), is_organisation("Reuters"), is_organisation("Jane Miller")
    (True, True, False)
    """
    return bool(_ORGANISATION.search(name) or _COMPANY.search(name))
