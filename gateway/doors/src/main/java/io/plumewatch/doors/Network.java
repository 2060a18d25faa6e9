package io.plumewatch.doors;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses in CIDR notation, IPv4 or IPv6, for example {@code 10.20.0.0/16}. */
public record Network(BigInteger prefix, int addressBits, int prefixBits) {

    private static final int PEER_BITS = 64;

    /** Returns what a peer has to itself: its IPv4 address, or the 2^64 addresses of its IPv6 network. */
    public static Network ofPeer(InetAddress address) {
        byte[] bytes = address.getAddress();
        int bits = Math.min(PEER_BITS, bytes.length * 8);
        return new Network(prefix(bytes, bits), bytes.length * 8, bits);
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException naming the text that is none
     */
    public static Network of(String cidr) {
        String[] parts = cidr.split("/", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F:.]+") || !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + cidr + "' is no network; expected for example 10.20.0.0/16");
        }
        byte[] address = address(parts[0]);
        int prefixBits = Integer.parseInt(parts[1]);
        if (prefixBits > address.length * 8) {
            throw new IllegalArgumentException("'" + cidr + "' has more than " + address.length * 8 + " prefix bits");
        }
        return new Network(prefix(address, prefixBits), address.length * 8, prefixBits);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length * 8 == addressBits && prefix(bytes, prefixBits).equals(prefix);
    }

    private static BigInteger prefix(byte[] address, int bits) {
        return new BigInteger(1, Arrays.copyOf(address, address.length)).shiftRight(address.length * 8 - bits);
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + literal + "' is no address", e);
        }
    }
}
