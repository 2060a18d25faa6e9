package io.plumewatch.wire.national;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of the national table set that passes, checks and captures consist of. */
enum NationalField {
    JLBH("记录编号", ""),
    DWBH("点位编号", ""),
    YCXBH("遥测线编号", ""),
    CDXH("车道序号", ""),
    JCDWRZH("监测点位日志号", ""),
    JCRYXM("监测人员", ""),
    JCSJ("监测时间", ""),
    DDJD("经度", "°"),
    DDWD("纬度", "°"),
    CDPD("车道坡度", "°"),
    CLFX("车流方向", ""),
    PDJG("判定结果", ""),
    WXYY("无效原因", ""),
    HPHM("号牌号码", ""),
    CPYS("号牌颜色", ""),
    HPZL("号牌种类", ""),
    CSYS("车身颜色", ""),
    SBZXD("识别置信度", "%"),
    RLZL("燃料种类", ""),
    CO2JG("二氧化碳结果", "%"),
    COJG("一氧化碳结果", "%"),
    HCJG("碳氢化合物结果", "ppm"),
    NOJG("一氧化氮结果", "ppm"),
    COCO2("一氧化碳与二氧化碳比值", "% per %"),
    HCCO2("碳氢化合物与二氧化碳比值", "ppm per %"),
    NOCO2("一氧化氮与二氧化碳比值", "ppm per %"),
    CO2SCZ("二氧化碳实测值", "%"),
    COSCZ("一氧化碳实测值", "%"),
    HCSCZ("碳氢化合物实测值", "ppm"),
    NOSCZ("一氧化氮实测值", "ppm"),
    BTGDJG("不透光度结果", "%"),
    BTGDPJ("不透光度平均值", "%"),
    BTGDZD("不透光度最大值", "%"),
    BTGDZX("不透光度最小值", "%"),
    BTGXS("不透光系数", "m⁻¹"),
    NO2PJ("二氧化氮平均值", "ppm"),
    NO2ZD("二氧化氮最大值", "ppm"),
    NO2ZX("二氧化氮最小值", "ppm"),
    LGMHD("林格曼黑度", "level"),
    COXZ("一氧化碳限值", "%"),
    HCXZ("碳氢化合物限值", "ppm"),
    NOXZ("一氧化氮限值", "ppm"),
    BTGDXZ("不透光度限值", "%"),
    HDXZ("林格曼黑度限值", "level"),
    CO2XZ("二氧化碳限值", "%"),
    BTGXSXZ("不透光系数限值", "m⁻¹"),
    CLSD("车速", "km/h"),
    CLJSD("加速度", "m/s²"),
    VSP("比功率", "kW/t"),
    FS("风速", "m/s"),
    FX("风向", "°"),
    HJWD("环境温度", "℃"),
    SD("湿度", "%"),
    DQY("大气压", "kPa"),
    GJXXBH("轨迹信息编号", ""),
    TP1("图片1", ""),
    TP2("图片2", ""),
    TP3("图片3", ""),
    TP4("图片4", ""),
    TP5("图片5", ""),
    SP1("视频1", ""),
    JZBH("检查编号", ""),
    ZJKSRQ("自检开始时间", ""),
    JCKSSJ("检查开始时间", ""),
    JCLX("检查类型", ""),
    JCDW("检查单位", ""),
    JCRY("检查人员", ""),
    SFTG("是否通过", ""),
    BZ("备注", ""),
    BQLB("标气类别", ""),
    XSSD("行驶速度", "km/h"),
    CO2BZZ("二氧化碳标准值", "%"),
    CO2CLZ("二氧化碳测量值", "%"),
    COBZZ("一氧化碳标准值", "%"),
    COCLZ("一氧化碳测量值", "%"),
    DEXBZZ("1,3-丁二烯标准值", "ppm"),
    DEXCLZ("1,3-丁二烯测量值", "ppm"),
    BWBZZ("丙烷标准值", "ppm"),
    BWCLZ("丙烷测量值", "ppm"),
    NOBZZ("一氧化氮标准值", "ppm"),
    NOCLZ("一氧化氮测量值", "ppm"),
    YDP1BZZ("烟度片1标准值", "%"),
    YDP1CLZ("烟度片1测量值", "%"),
    YDP2BZZ("烟度片2标准值", "%"),
    YDP2CLZ("烟度片2测量值", "%"),
    YDP3BZZ("烟度片3标准值", "%"),
    YDP3CLZ("烟度片3测量值", "%"),
    YDP4BZZ("烟度片4标准值", "%"),
    YDP4CLZ("烟度片4测量值", "%"),
    YDP5BZZ("烟度片5标准值", "%"),
    YDP5CLZ("烟度片5测量值", "%");

    private static final Map<String, NationalField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final String meaning;
    private final String unit;

    NationalField(String meaning, String unit) {
        this.meaning = meaning;
        this.unit = unit;
    }

    static Optional<NationalField> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    String meaning() {
        return meaning;
    }

    String unit() {
        return unit;
    }
}
