package io.plumewatch.sim.traffic;

/** The four cities of the simulation: code, name, letter on their plates, and where they are (WGS-84 degrees). */
public enum Area {
    ZHENGZHOU("410100", "郑州", 'A', 113.625, 34.747),
    KAIFENG("410200", "开封", 'B', 114.307, 34.797),
    JIAOZUO("410800", "焦作", 'H', 113.242, 35.216),
    SHANGQIU("411400", "商丘", 'N', 115.656, 34.414);

    private final String code;
    private final String chineseName;
    private final char plateLetter;
    private final double longitude;
    private final double latitude;

    Area(String code, String chineseName, char plateLetter, double longitude, double latitude) {
        this.code = code;
        this.chineseName = chineseName;
        this.plateLetter = plateLetter;
        this.longitude = longitude;
        this.latitude = latitude;
    }

    public String code() {
        return code;
    }

    public String chineseName() {
        return chineseName;
    }

    char plateLetter() {
        return plateLetter;
    }

    public double longitude() {
        return longitude;
    }

    public double latitude() {
        return latitude;
    }
}
