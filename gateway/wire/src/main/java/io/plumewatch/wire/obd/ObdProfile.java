package io.plumewatch.wire.obd;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a terminal speaks. Nothing on the wire names the profile: one that is filed for the terminal counts, else what its
 * frames show.
 *
 * <p>The names of the encryption codes and whether HJ 1239 terminals want answers are not settled between the makers'
 * readings of the standards; so the first are for display only, and the second can be set per profile.
 */
public enum ObdProfile {
    /** GB 17691-2018 annex Q. */
    P1("P1", Set.of(ObdHeader.Start.HASHES), Set.of(Layout.A), AckMode.NONE, Ciphers.GB_17691, false),
    /** One product's reading of it, with a serial only in front of the first block. */
    P1A("P1a", Set.of(ObdHeader.Start.HASHES), Set.of(Layout.A1), AckMode.NONE, Ciphers.GB_17691, false),
    /** Local standards for retrofitted vehicles. */
    P2("P2", Set.of(ObdHeader.Start.HASHES), Set.of(Layout.B), AckMode.NONE, Ciphers.LOCAL, false),
    /** The same with a signature behind each block. */
    P2S("P2s", Set.of(ObdHeader.Start.HASHES), Set.of(Layout.B_SIGNED), AckMode.NONE, Ciphers.LOCAL, true),
    /** HJ 1239.3-2021, terminal to platform. */
    P3("P3", EnumSet.allOf(ObdHeader.Start.class), Set.of(Layout.C), AckMode.ECHO_HEADER, Ciphers.HJ_1239, true),
    /** HJ 1239.3-2021 chapter 5, platform to platform: a response flag stands in the header. */
    P4("P4", EnumSet.allOf(ObdHeader.Start.class), Set.of(Layout.C), AckMode.ECHO_HEADER, Ciphers.HJ_1239, true);

    private static final List<ObdProfile> ALL = List.of(values());

    private final String label;
    private final Set<ObdHeader.Start> starts;
    private final Set<Layout> layouts;
    private final AckMode ackMode;
    private final Map<Integer, String> ciphers;
    private final boolean signed;

    ObdProfile(
            String label,
            Set<ObdHeader.Start> starts,
            Set<Layout> layouts,
            AckMode ackMode,
            Map<Integer, String> ciphers,
            boolean signed) {
        this.label = label;
        this.starts = Set.copyOf(starts);
        this.layouts = layouts;
        this.ackMode = ackMode;
        this.ciphers = ciphers;
        this.signed = signed;
    }

    /** Returns the name that operators know, for example {@code P1a}. */
    public String label() {
        return label;
    }

    /** Returns the start bytes that its terminals send. */
    public Set<ObdHeader.Start> starts() {
        return starts;
    }

    /** Returns the layouts of its uploads. */
    public Set<Layout> layouts() {
        return layouts;
    }

    /** Returns what its terminals get where no setting says otherwise. */
    public AckMode ackMode() {
        return ackMode;
    }

    /** Returns what an encryption code of the header means here; {@code unknown} where nobody says. */
    public String cipher(int code) {
        return ciphers.getOrDefault(code, "unknown");
    }

    /** Returns whether its uploads carry signatures; drafts and test modes leave them out. */
    public boolean signed() {
        return signed;
    }

    /** Finds a profile by its label, whatever the case. */
    public static Optional<ObdProfile> of(String label) {
        for (ObdProfile profile : ALL) {
            if (profile.label.equalsIgnoreCase(label)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** Returns the profile that a frame shows by itself; {@link #P1} where nothing speaks for another. */
    public static ObdProfile shownBy(ObdHeader header, ObdMessage message) {
        if (header.isPlatform()) {
            return P4;
        }
        if (message instanceof ObdMessage.Upload upload) {
            return of(upload.layout());
        }
        boolean hj1239 = header.start() == ObdHeader.Start.TILDES
                || header.command() >= ObdCommand.TAMPER_ALARM && header.command() <= ObdCommand.ACTIVATION_ANSWER;
        return hj1239 ? P3 : P1;
    }

    /** Returns whether a frame of a terminal of this profile can look like this. */
    public boolean allows(ObdHeader header, ObdMessage message) {
        if (header.isPlatform() != (this == P4) || !starts.contains(header.start())) {
            return false;
        }
        if (message instanceof ObdMessage.Upload upload) {
            return layouts.contains(upload.layout());
        }
        boolean ofHj1239Alone =
                header.command() >= ObdCommand.TAMPER_ALARM && header.command() <= ObdCommand.KEY_EXCHANGE;
        return !ofHj1239Alone || this == P3 || this == P4;
    }

    private static ObdProfile of(Layout layout) {
        return switch (layout) {
            case A -> P1;
            case A1 -> P1A;
            case B -> P2;
            case B_SIGNED -> P2S;
            case C -> P3;
        };
    }

    /** The three lists of encryption codes; 0xFE and 0xFF mean the same in all. */
    private static final class Ciphers {

        private static final Map<Integer, String> GB_17691 =
                Map.of(0x01, "none", 0x02, "RSA", 0x03, "SM2", 0xFE, "abnormal", 0xFF, "invalid");

        private static final Map<Integer, String> LOCAL = Map.of(
                0x01,
                "none",
                0x02,
                "RSA",
                0x03,
                "SM2",
                0x04,
                "SM4",
                0x05,
                "AES-128",
                0xFE,
                "abnormal",
                0xFF,
                "invalid");

        private static final Map<Integer, String> HJ_1239 = Map.of(
                0x01,
                "none",
                0x02,
                "SM2",
                0x03,
                "SM4",
                0x04,
                "RSA",
                0x05,
                "AES-128",
                0xFE,
                "abnormal",
                0xFF,
                "invalid");
    }
}
