package io.plumewatch.wire.projection;

/** Redis keys of the projection. */
public final class ProjectionKeys {

    /** String: a number that grows with every change of the registry. */
    public static final String VERSION = "registry:version";

    /** Hash: device number → JSON of {@link ProjectedDevice}. */
    public static final String DEVICES = "registry:devices";

    /** Hash: lower-case hex SHA-256 of a device's secret → device number. */
    public static final String SECRETS = "registry:secrets";

    /** Hash: VIN → device number of its OBD terminal. */
    public static final String VINS = "registry:vins";

    /** Hash: MN of an air station → device number. */
    public static final String MNS = "registry:mns";

    /** Hash: lower-case hex SHA-256 of a person's token → JSON of {@link ProjectedToken}. */
    public static final String TOKENS = "registry:tokens";

    private ProjectionKeys() {}
}
